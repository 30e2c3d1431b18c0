import type { Manifest } from './artifacts/manifest';
import type { NodeResult } from './artifacts/runResults';
import { isBad, isGood } from './statuses';

/** So many nodes are named. */
const MAX_NAMED = 5;

/**
 * What went wrong in a run, in words and without data: `not_null_orders_id fail (3 rows); fct_orders error; 2 skipped`.
 *
 * @param options - `part`: how many of the models were taken in, if not all
 * @returns undefined if there is nothing to say
 * @internal
 */
export function describeResults(
  results: NodeResult[],
  options: {
    manifest: Manifest;
    isEmpty?: boolean;
    part?: { of: number; seen: number };
  },
): string | undefined {
  const { manifest, part, isEmpty } = options;
  const skipped = results.filter(result => result.status === 'skipped').length;
  const named = results
    .filter(r => r.status !== 'skipped' && !isGood(r.status))
    // What failed goes before what isn't known.
    .sort((a, b) => Number(isBad(b.status)) - Number(isBad(a.status)))
    .map(
      ({ id, status, failures }) =>
        `${manifest.nodes.get(id)?.name ?? id} ${status}${
          failures ? ` (${failures} ${failures === 1 ? 'row' : 'rows'})` : ''
        }`,
    );
  const rest = named.length - MAX_NAMED;
  const words = [
    ...(part && part.seen < part.of
      ? [`${part.seen} of ${part.of} models`]
      : []),
    ...(isEmpty ? ['built with --empty'] : []),
    ...named.slice(0, MAX_NAMED),
    ...(rest > 0 ? [`${rest} more`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return words.length > 0 ? words.join('; ') : undefined;
}
