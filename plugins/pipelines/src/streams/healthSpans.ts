import type { LagSeries, LagStatus } from '@sluice/plugin-pipelines-common';

/** A time over which the health of a group was the same. @internal */
export type HealthSpan = {
  status: LagStatus;
  reason: string;
  inferred: boolean;
  /** When it began, ISO 8601; may lie before the time that is shown. */
  since: string;
  /** Its part of the time that is shown, from 0 to 1. */
  share: number;
};

/**
 * How the health of a group changed over a time, as spans without a gap, oldest first.
 *
 * @param changes - oldest first; the first may lie before the time
 * @param range - ISO 8601, `to` is exclusive
 * @internal
 */
export function healthSpans(
  changes: LagSeries['changes'],
  range: { from: string; to: string },
): HealthSpan[] {
  const from = Date.parse(range.from);
  const to = Date.parse(range.to);
  const shown = changes.filter(({ at }) => Date.parse(at) < to);
  return shown.flatMap((change, i) => {
    const begins = Math.max(from, Date.parse(change.at));
    const next = shown[i + 1];
    const ends = next ? Math.max(from, Date.parse(next.at)) : to;
    if (ends <= begins) return [];
    const { at, inferred, reason, status } = change;
    const share = (ends - begins) / (to - from);
    return [{ status, reason, inferred, since: at, share }];
  });
}
