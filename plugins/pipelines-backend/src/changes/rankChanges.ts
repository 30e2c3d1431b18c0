import type { Change } from './change';

/**
 * One pipeline upstream counts as much as so many hours earlier. See docs/decisions/0019.
 *
 * @internal
 */
export const HOURS_A_HOP = 6;

const HOUR_MS = 3600_000;

/**
 * How strong a reason is, for changes that are equally near: what stops data first, then what bends it, then what people did, then
 * what only was said.
 */
const STRENGTH: Record<Change['reason']['code'], number> = {
  'run-failed': 0,
  'run-missing': 0,
  'source-unreadable': 0,
  'source-silent': 0,
  paused: 1,
  'definition-gone': 1,
  'run-late': 1,
  'run-long': 1,
  'test-failing': 1,
  'volume-low': 1,
  'volume-high': 1,
  'release-deployed': 1,
  'release-rolled-back': 1,
  'release-unmanaged': 1,
  'run-version': 2,
  'definition-changed': 2,
  'source-version': 2,
  'run-cleared': 3,
  'run-manual': 3,
  'run-backfill': 3,
  resumed: 3,
  'definition-back': 3,
  'source-back': 3,
  'promise-changed': 4,
  'catalog-changed': 4,
  'decision-proposed': 4,
  'decision-confirmed': 4,
  'decision-withdrawn': 4,
};

/** A change with where it is. @internal */
export type PlacedChange = Change & {
  /** Entity ref. */
  pipeline: string;
  /** Pipelines upstream. */
  distance: number;
};

/**
 * What is nearest first: by how many pipelines upstream and how long before it happened. The order is total, so that the same changes
 * always stand in the same order.
 *
 * @param before - the moment that is asked about, ISO 8601 in UTC
 * @internal
 */
export function rankChanges<T extends PlacedChange>(
  changes: readonly T[],
  before: string,
): T[] {
  const until = Date.parse(before);
  const away = (change: T) =>
    change.distance + (until - Date.parse(change.at)) / (HOURS_A_HOP * HOUR_MS);
  return [...changes].sort(
    (a, b) =>
      away(a) - away(b) ||
      STRENGTH[a.reason.code] - STRENGTH[b.reason.code] ||
      a.distance - b.distance ||
      compare(a.pipeline, b.pipeline) ||
      compare(a.reason.code, b.reason.code) ||
      compare(JSON.stringify(a.reason), JSON.stringify(b.reason)),
  );
}

/**
 * What is said of several pipelines though it happened once, such as a source that was lost or a release of several, is said of the nearest
 * alone.
 *
 * @param ranked - nearest first
 * @internal
 */
export function onceOnly<T extends PlacedChange>(ranked: readonly T[]): T[] {
  const said = new Set<string | number>();
  return ranked.filter(({ kind, promotion, reason }) => {
    // A source that fell silent is named by no name: it is another one for each pipeline.
    const isOfSource = kind === 'source' && reason.name !== undefined;
    if (!isOfSource && promotion === undefined) return true;
    const key = promotion ?? JSON.stringify(reason);
    const isNew = !said.has(key);
    said.add(key);
    return isNew;
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
