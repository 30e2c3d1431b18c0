import type { DeadlineRisk } from '@sluice/plugin-pipelines-common';
import type { MemberStanding } from '../ports';

/** How far ahead a slot is looked for. In milliseconds. */
const LOOK_AHEAD_MS = 4 * 3600_000;
/** Slots are tried at each quarter of an hour, and right after each deadline. */
const SLOT_MS = 15 * 60_000;

/**
 * Whether deploying and verifying a change now would still be under way when something downstream is due.
 *
 * A deadline is at risk if the change, started at `at`, would usually (90th percentile) end after the moment at which the data has to be
 * on its way: the deadline itself, or the moment at which it is expected if that is known and earlier.
 * If no slot in the next four hours is safe, the least bad one is the one that puts the fewest deadlines at risk, the earliest of those.
 *
 * @param of - `usualSeconds` is the 90th percentile of deploying and verifying
 * @internal
 */
export function deadlineRisk(of: {
  at: string;
  usualSeconds: number;
  standings: MemberStanding[];
  isComplete: boolean;
}): DeadlineRisk {
  const { at, isComplete, standings, usualSeconds } = of;
  const due = standings.flatMap(each =>
    each.nextDeadline === undefined
      ? []
      : [
          {
            entityRef: each.entityRef,
            slo: each.slo ?? '',
            deadline: each.nextDeadline,
            timezone: each.timezone,
          },
        ],
  );
  const start = Date.parse(at);
  const takes = usualSeconds * 1000;
  const riskAt = (from: number) =>
    due
      .map(each => ({
        ...each,
        slackSeconds: Math.round(
          (Date.parse(each.deadline) - from - takes) / 1000,
        ),
      }))
      .filter(each => each.slackSeconds < 0 && Date.parse(each.deadline) > from)
      .sort((a, b) => a.slackSeconds - b.slackSeconds);
  const atRisk = riskAt(start);
  const base = {
    startAt: at,
    endsBy: iso(start + takes),
    atRisk,
  };
  if (atRisk.length === 0) {
    if (!isComplete) {
      return {
        ...base,
        verdict: 'unknown',
        summary:
          'Nothing known downstream is due while it is under way, but lineage is not complete',
      };
    }
    const next = [...due].sort((a, b) => (a.deadline < b.deadline ? -1 : 1))[0];
    return {
      ...base,
      verdict: 'pass',
      summary: next
        ? `Done by ${clock(
            base.endsBy,
          )} UTC, before the next deadline downstream at ${clock(
            next.deadline,
          )} UTC`
        : 'Nothing downstream has a deadline',
    };
  }
  const slots = [
    ...due.map(each => Date.parse(each.deadline)),
    ...Array.from(
      { length: LOOK_AHEAD_MS / SLOT_MS },
      (_, i) => Math.ceil(start / SLOT_MS + i) * SLOT_MS,
    ),
  ]
    .filter(slot => slot > start && slot <= start + LOOK_AHEAD_MS)
    .sort((a, b) => a - b);
  const safe = slots.find(slot => riskAt(slot).length === 0);
  const leastBad = [...slots].sort(
    (a, b) => riskAt(a).length - riskAt(b).length || a - b,
  )[0];
  const worst = atRisk[0];
  const said = `Started now it would be under way until ${clock(
    base.endsBy,
  )} UTC, when ${worst.entityRef} is due at ${clock(worst.deadline)} UTC`;
  return {
    ...base,
    verdict: 'fail',
    nextSafeStart: safe === undefined ? undefined : iso(safe),
    leastBadStart:
      safe === undefined && leastBad !== undefined ? iso(leastBad) : undefined,
    summary:
      safe === undefined
        ? `${said}; no start in the next 4 h is safe`
        : `${said}; next safe start ${clock(iso(safe))} UTC`,
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function clock(instant: string): string {
  return instant.slice(11, 16);
}
