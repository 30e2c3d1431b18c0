import { parseEntityRef } from '@backstage/catalog-model';

/**
 * The name in an entity ref, for places where kind and namespace are plain: `group:default/finance-data` → `finance-data`.
 * What is no entity ref stays as it is.
 *
 * @internal
 */
export function refName(ref: string): string {
  try {
    return parseEntityRef(ref, { defaultKind: 'component' }).name;
  } catch {
    return ref;
  }
}

/**
 * A share as people say it, `99.84 %`. It is cut, not rounded: 99.899 % must not read as a met target of 99.9 %.
 *
 * @param part - how many of `whole`
 * @param whole - more than 0, else there is nothing to say and the result is undefined
 * @param digits - after the point
 * @internal
 */
export function formatShare(
  part: number,
  whole: number,
  digits: number,
): string | undefined {
  if (!(whole > 0)) return undefined;
  const scale = 10 ** digits;
  // Whole numbers first: 0.9984 * 100 is 99.83999… in floating point, which cutting would turn into 99.83.
  const cut = Math.floor((part * 100 * scale) / whole) / scale;
  return `${cut.toFixed(cut === 100 ? 0 : digits)} %`;
}

/** A target between 0 and 1 as people say it: `99.9 %`. @internal */
export function formatTarget(target: number): string {
  return `${Number((target * 100).toFixed(3))} %`;
}

/** A count with thousands apart, in the reader's language. @internal */
export function formatCount(count: number): string {
  return count.toLocaleString();
}
