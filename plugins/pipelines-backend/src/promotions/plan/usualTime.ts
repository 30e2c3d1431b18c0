import type { PromotionRecord } from '../records';

/** Without a history, deploying and verifying is taken to last so long. In seconds. */
const DEFAULT_SECONDS = 20 * 60;
/** So many of the last promotions tell. */
const LAST = 20;

/**
 * How long deploying and verifying usually takes: the 90th percentile (nearest rank) of the last twenty promotions that ended so.
 *
 * @param past - of the unit into the environment, the newest first
 * @returns seconds
 * @internal
 */
export function usualSeconds(
  past: Array<Pick<PromotionRecord, 'state' | 'startedAt' | 'endedAt'>>,
): number {
  const took = past
    .filter(each => each.state === 'Succeeded')
    .flatMap(({ endedAt, startedAt }) =>
      startedAt && endedAt
        ? [(Date.parse(endedAt) - Date.parse(startedAt)) / 1000]
        : [],
    )
    .slice(0, LAST)
    .sort((a, b) => a - b);
  return took.length === 0
    ? DEFAULT_SECONDS
    : took[Math.ceil(took.length * 0.9) - 1];
}
