import type { AlertKind } from '@sluice/plugin-pipelines-common';
import { millis, plusMs } from '../slo';
import type { Condition } from './alertRecords';

/** What isn't wrong any more has to stay so for this long before it counts as over. In milliseconds. */
const SETTLE_MS = 2 * 60_000;

/** What is measured against a limit may be on both sides of it within a minute. That data arrived, or a source answers, is certain. */
const MEASURED: readonly AlertKind[] = [
  'source-silent',
  'will-miss',
  'burning-fast',
  'burning-slow',
];

/**
 * Conditions that aren't found any more, and aren't over yet.
 *
 * @param known - those that were there before
 * @param found - those that were found now
 * @param now - ISO 8601 in UTC
 * @internal
 */
export function settling(
  known: readonly Condition[],
  found: readonly Condition[],
  now: string,
): Condition[] {
  const isFound = new Set(found.map(({ id }) => id));
  return known.flatMap(condition => {
    if (isFound.has(condition.id)) return [];
    if (!MEASURED.includes(condition.kind)) return [];
    const goneAt = condition.goneAt ?? now;
    if (millis(now) - millis(goneAt) >= SETTLE_MS) return [];
    return [{ ...condition, goneAt, recheckAt: plusMs(goneAt, SETTLE_MS) }];
  });
}
