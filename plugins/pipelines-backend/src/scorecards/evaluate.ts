import type { FactReading } from '@sluice/plugin-pipelines-node';
import { checkPipeline, type CheckResult, type Exemption } from './checks';
import { standingOf } from './levels';
import { recheckAt } from './recheckAt';
import type { LevelChange, LevelReason, ResultRecord } from './ResultStore';
import type { Scorecard } from '@sluice/plugin-pipelines-node/documents';
import { appliesTo, type ScorecardSubject } from './subject';

/** A scorecard with what it is referred to by. @internal */
export type VersionedScorecard = { scorecard: Scorecard; digest: string };

/** What has to be written about one pipeline and one scorecard; nothing of it if all is as it was. @internal */
export type Evaluation = {
  put?: ResultRecord;
  remove?: Pick<ResultRecord, 'scorecardId' | 'entityRef'>;
  change?: LevelChange;
};

/**
 * Checks one pipeline by one scorecard, and says what is new.
 *
 * @param of - `before`: what is stored; `exemptions` of the pipeline; `at`: ISO 8601 in UTC
 * @internal
 */
export function evaluate(of: {
  versioned: VersionedScorecard;
  subject: ScorecardSubject;
  readings: ReadonlyMap<string, FactReading>;
  exemptions: readonly Exemption[];
  before: ResultRecord | undefined;
  at: string;
}): Evaluation {
  const { at, before, subject, versioned } = of;
  const { digest, scorecard } = versioned;
  const { entityRef, owner } = subject;
  const key = { scorecardId: scorecard.id, entityRef };
  if (!appliesTo(scorecard.appliesTo, subject)) {
    return before ? { remove: key } : {};
  }
  const exemptions = of.exemptions.filter(
    each => each.scorecard === scorecard.id && each.entityRef === entityRef,
  );
  const checks = checkPipeline({ ...of, scorecard, exemptions });
  const standing = standingOf(scorecard, checks);
  const next = recheckAt({ ...of, scorecard, exemptions }) ?? null;
  const isSame =
    before !== undefined &&
    before.digest === digest &&
    before.owner === owner &&
    before.recheckAt === next &&
    JSON.stringify(before.checks) === JSON.stringify(checks);
  if (isSame) return {};
  const isMoved = !before || before.standing.level !== standing.level;
  return {
    put: {
      ...key,
      digest,
      owner,
      standing,
      checks,
      levelSince: isMoved ? at : before.levelSince,
      changedAt: at,
      recheckAt: next,
    },
    ...(before &&
      isMoved && {
        change: {
          ...key,
          owner,
          at,
          from: before.standing.level,
          to: standing.level,
          reasons: reasonsOf(before.checks, checks),
        },
      }),
  };
}

/** The checks of which something else came. */
function reasonsOf(
  before: readonly CheckResult[],
  after: readonly CheckResult[],
): LevelReason[] {
  const old = new Map(before.map(each => [each.check, each]));
  const now = new Map(after.map(each => [each.check, each]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(check => {
    const from = old.get(check)?.state ?? null;
    const to = now.get(check)?.state ?? null;
    if (from === to) return [];
    const value = now.get(check)?.value;
    return [{ check, from, to, ...(value !== undefined && { value }) }];
  });
}
