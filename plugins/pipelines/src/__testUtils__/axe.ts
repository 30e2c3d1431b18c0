import axe from 'axe-core';

/**
 * What axe finds wrong, as `rule: elements`. Colours need layout, which jsdom has not; the browser tests check those.
 *
 * @internal
 */
export async function accessibilityProblems(
  element: Element,
): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`,
  );
}
