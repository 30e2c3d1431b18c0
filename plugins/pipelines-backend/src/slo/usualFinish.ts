import { placeOf, type SloRun } from './occurrences';

/** With fewer runs nothing is usual. */
const FEWEST_RUNS = 10;

/**
 * When the run of a place in history is usually done: the median of how long after their places the others were, by nearest rank.
 *
 * @param runs - promised runs, with or without the one that is asked about, which doesn't count
 * @param place - the end of its data interval, ISO 8601 in UTC
 * @returns ISO 8601 in UTC; null with fewer than 10 others that were done
 * @internal
 */
export function usualFinish(runs: SloRun[], place: string): string | null {
  const took = runs
    .flatMap(run => {
      const own = placeOf(run);
      return run.firstSuccessAt && own !== place
        ? Date.parse(run.firstSuccessAt) - Date.parse(own)
        : [];
    })
    .sort((a, b) => a - b);
  if (took.length < FEWEST_RUNS) return null;
  const median = took[Math.ceil(took.length / 2) - 1];
  return new Date(Date.parse(place) + median).toISOString();
}
