import type { FactReading } from '@sluice/plugin-pipelines-node';
import type {
  Scorecard,
  ScorecardCheck,
} from '@sluice/plugin-pipelines-node/documents';
import { appliesTo, type ScorecardSubject } from './subject';

/**
 * What became of a check. `unknown`: its fact can't be read, so it neither passed nor failed. `exempt`: it would fail or isn't known, and somebody agreed that it
 * may for now. `not-applicable`: it makes no sense of this pipeline.
 *
 * @internal
 */
export type CheckState =
  | 'passed'
  | 'failed'
  | 'unknown'
  | 'exempt'
  | 'not-applicable';

/** A check of one pipeline. @internal */
export type CheckResult = {
  check: string;
  state: CheckState;
  /** What was found, where it is known. */
  value?: boolean | number | string;
  /** Why it isn't known, or makes no sense. */
  reason?: string;
  /** Until when it is exempt, ISO 8601 in UTC. */
  exemptUntil?: string;
};

/** That a check needn't be passed for a while. @internal */
export type Exemption = {
  scorecard: string;
  check: string;
  entityRef: string;
  /** ISO 8601 in UTC. */
  from: string;
  /** From this moment on it has no effect. ISO 8601 in UTC. */
  until: string;
};

const HOUR_MS = 3600_000;

/**
 * Checks one pipeline by one scorecard.
 *
 * @param of - `readings` of the pipeline, by fact; `exemptions` of the pipeline and the scorecard, of any time; `at`: ISO 8601 in UTC
 * @returns a result for each check, in their order; of those that aren't about this pipeline none
 * @internal
 */
export function checkPipeline(of: {
  scorecard: Scorecard;
  subject: ScorecardSubject;
  readings: ReadonlyMap<string, FactReading>;
  exemptions: readonly Exemption[];
  at: string;
}): CheckResult[] {
  const { at, exemptions, readings, scorecard, subject } = of;
  return scorecard.levels
    .flatMap(({ checks }) => checks)
    .filter(check => appliesTo(check.appliesTo, subject))
    .map(check => {
      const result = checkFact(check, readings.get(check.fact), at);
      if (result.state !== 'failed' && result.state !== 'unknown') {
        return result;
      }
      const exemption = exemptions
        .filter(
          each =>
            each.scorecard === scorecard.id &&
            each.check === check.id &&
            each.entityRef === subject.entityRef &&
            each.from <= at &&
            at < each.until,
        )
        .sort((a, b) => (a.until < b.until ? 1 : -1))[0];
      return exemption
        ? { ...result, state: 'exempt', exemptUntil: exemption.until }
        : result;
    });
}

/** A check by what is known of its fact. */
function checkFact(
  check: ScorecardCheck,
  reading: FactReading | undefined,
  at: string,
): CheckResult {
  if (!reading) {
    return {
      check: check.id,
      state: 'unknown',
      reason: 'Nobody has read it yet',
    };
  }
  if (reading.state !== 'known') {
    const { reason, state } = reading;
    return { check: check.id, state, reason };
  }
  const { value } = reading;
  const ageHours = (Date.parse(at) - Date.parse(reading.at)) / HOUR_MS;
  if (check.maxAgeHours !== undefined && ageHours > check.maxAgeHours) {
    return {
      check: check.id,
      state: 'unknown',
      value,
      reason: `It was read ${Math.floor(ageHours)} h ago, and may be ${
        check.maxAgeHours
      } h old`,
    };
  }
  return {
    check: check.id,
    state: holds(check, value) ? 'passed' : 'failed',
    value,
  };
}

function holds(
  { atLeast, atMost, is, oneOf }: ScorecardCheck,
  value: boolean | number | string,
): boolean {
  if (is !== undefined) return value === is;
  if (atLeast !== undefined) return Number(value) >= atLeast;
  if (atMost !== undefined) return Number(value) <= atMost;
  return oneOf!.includes(String(value));
}
