import type { ReleaseHistory } from '@sluice/plugin-pipelines-common';

/** What ran in an environment for a while. @internal */
export type HistoryItem = ReleaseHistory['items'][number];

/** A stretch of a lane; `from` and `to` are shares of the period, 0 to 1. @internal */
export type LaneBar = { item: HistoryItem; from: number; to: number };

/** An environment with what ran in it, the oldest first. @internal */
export type Lane = { environment: string; bars: LaneBar[] };

/**
 * What ran where over a period, as lanes to draw: a release runs until the next one takes its place.
 *
 * @param items - of one unit, in any order
 * @param options - `environments` in their order; those without an item have an empty lane. `from` and `to` are epoch milliseconds
 * @internal
 */
export function lanesOf(
  items: readonly HistoryItem[],
  options: { environments: readonly string[]; from: number; to: number },
): Lane[] {
  const { environments, from, to } = options;
  const share = (instant: string | undefined) => {
    const at = instant === undefined ? to : Date.parse(instant);
    return Math.min(1, Math.max(0, (at - from) / (to - from)));
  };
  const others = items
    .map(item => item.environment)
    .filter(environment => !environments.includes(environment));
  return [...environments, ...new Set(others)].map(environment => ({
    environment,
    bars: items
      .filter(item => item.environment === environment)
      .sort((a, b) => a.at.localeCompare(b.at))
      .map(item => ({ item, from: share(item.at), to: share(item.until) }))
      // What ended before the period began, or at the very moment it did, can't be seen.
      .filter(bar => bar.to > 0 && bar.from < 1),
  }));
}
