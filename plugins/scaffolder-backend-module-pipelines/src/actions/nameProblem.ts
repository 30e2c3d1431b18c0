import type { NamingConvention } from '../config';

/**
 * What is wrong with a name before anybody looks whether it is free.
 *
 * @returns a sentence that says how to mend it; undefined if nothing is
 * @internal
 */
export function nameProblem(
  name: string,
  { description, maxLength, pattern, reserved }: NamingConvention,
): string | undefined {
  const shown = JSON.stringify(
    name.length > 80 ? `${name.slice(0, 77)}...` : name,
  );
  if (name.length > maxLength) {
    return `The name ${shown} has ${name.length} characters, and may have ${maxLength}: shorten it`;
  }
  if (!pattern.test(name)) {
    return `The name ${shown} does not follow the convention: use ${description}`;
  }
  if (reserved.has(name.toLocaleLowerCase('en-US'))) {
    return `The name ${shown} is reserved: choose one that says what the pipeline is about`;
  }
  return undefined;
}
