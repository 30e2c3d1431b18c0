import type { SloDefinition } from '@sluice/plugin-pipelines-common';
import { loosens } from './sloChange';
import type { SloDecision, SloVersion } from './sloRecords';

/** The promise that would be in force if nobody had loosened it. @internal */
export type FormerPromise = {
  /** The decision on the newest loosening that isn't confirmed. */
  decisionId: number;
  /** When the oldest of them was read, ISO 8601 in UTC. */
  since: string;
  before: SloDefinition;
};

/**
 * What an SLO promised before it was loosened, while that isn't confirmed. What was refused or has expired isn't confirmed either. It is over
 * once the promise is as strict again.
 *
 * @param versions - of the SLO, the oldest first
 * @param decisions - on the SLO
 * @returns undefined if there is nothing to confirm
 * @internal
 */
export function formerPromise(
  versions: SloVersion[],
  decisions: SloDecision[],
): FormerPromise | undefined {
  const open = decisions
    .filter(
      d => d.kind === 'loosened-target' && (!d.confirmedAt || d.withdrawnAt),
    )
    .sort((a, b) => a.id - b.id);
  const current = versions.at(-1);
  for (const { fromAt } of open) {
    const before = versions.filter(v => v.validFrom < fromAt).at(-1);
    if (!current || !before) continue;
    if (!loosens(before.definition, current.definition)) continue;
    return {
      decisionId: open.at(-1)!.id,
      since: fromAt,
      before: before.definition,
    };
  }
  return undefined;
}

/**
 * By how much the limit of an SLO on occurrences became later, in seconds.
 *
 * @returns 0 if it didn't; undefined where a verdict doesn't say whether it would have kept the limit of before
 * @internal
 */
export function laterBySeconds(
  before: SloDefinition,
  after: SloDefinition,
): number | undefined {
  if (before.kind === 'deadline' && after.kind === 'deadline') {
    if (before.deadline.timezone !== after.deadline.timezone) return undefined;
    return Math.max(0, secondsOf(after) - secondsOf(before));
  }
  if (before.kind === 'duration' && after.kind === 'duration') {
    return Math.max(0, after.duration.maxSeconds - before.duration.maxSeconds);
  }
  if (before.kind === 'success' && after.kind === 'success') {
    return Math.max(
      0,
      after.success.withinSeconds - before.success.withinSeconds,
    );
  }
  return before.kind === 'correctness' ? 0 : undefined;
}

function secondsOf(slo: Extract<SloDefinition, { kind: 'deadline' }>): number {
  const [hours, minutes] = slo.deadline.time.split(':').map(Number);
  return (hours * 60 + minutes) * 60;
}
