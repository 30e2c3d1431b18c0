import type {
  AffectedRecord,
  Affected,
  AlertRecord,
  AlertTransition,
  Cause,
  Condition,
} from './alertRecords';
import { compareGrades, compareKinds, FAMILY_OF } from './alertRules';
import { millis } from '../slo';

/** What comes back so soon after it was resolved was never over. In milliseconds. */
export const REOPEN_MS = 15 * 60_000;

/** Families that are about what happens to a pipeline: it has one cause at a time. The others are about a promise. */
const BY_PIPELINE = new Set(['late', 'silent', 'unreadable']);

/** The key that conditions of one family and cause share. @internal */
export function keyOf(family: string, cause: Cause): string {
  return `${family}:${cause.type}:${cause.ref}`;
}

/**
 * Which alert each condition belongs to.
 *
 * A pipeline has one cause in each family of what happens to it: that of its worst condition. So it is in exactly one open alert of a
 * family, whatever several of its SLOs are put down to. What is promised is grouped by who promises it, and a pipeline may count for
 * its own promise and for that of its domain.
 *
 * @param conditions - all of the pipelines that they are about
 * @returns keys by the id of the condition
 * @internal
 */
export function assignKeys(conditions: Condition[]): Map<string, string> {
  const worst = new Map<string, Condition>();
  const placeOf = (condition: Condition) =>
    `${FAMILY_OF[condition.kind]} ${condition.pipelineId}`;
  for (const condition of conditions) {
    const place = placeOf(condition);
    const known = worst.get(place);
    if (!known || compareConditions(condition, known) < 0) {
      worst.set(place, condition);
    }
  }
  return new Map(
    conditions.map(condition => {
      const family = FAMILY_OF[condition.kind];
      const { cause } = BY_PIPELINE.has(family)
        ? worst.get(placeOf(condition))!
        : condition;
      return [condition.id, keyOf(family, cause)];
    }),
  );
}

/** Negative if the first is worse: by grade, then by kind, then the older, then by id so that their order doesn't decide. @internal */
export function compareConditions(a: Condition, b: Condition): number {
  return (
    compareGrades(a, b) ||
    compareKinds(a.kind, b.kind) ||
    compareText(a.since, b.since) ||
    compareText(a.id, b.id)
  );
}

/** An alert as it is, with its pipelines. @internal */
export type KnownAlert = {
  alert: AlertRecord;
  affected: AffectedRecord[];
};

/** What becomes of an alert. @internal */
export type AlertChange = {
  /** `id` 0: it is new. */
  alert: Omit<AlertRecord, 'summary'>;
  affected: AffectedRecord[];
  /** Undefined: times or words are others, and nothing that anybody would be told. */
  transition: AlertTransition | undefined;
  /** Pipelines that are affected now, and weren't before. */
  added: Affected[];
};

/**
 * What becomes of the alert of one key.
 *
 * - None is open and something is wrong: it opens; if it was resolved less than a quarter of an hour ago, the same one reopens.
 * - It is open and nothing is wrong any more: it is resolved.
 * - It is open and got worse: it escalates, and whoever acknowledged the milder one is asked again. It doesn't get milder while it is
 *   open.
 * - It is open and affects other pipelines, or does so otherwise: it changes.
 *
 * @param known - the open alert of the key, else the one that was resolved last
 * @param conditions - all that the key stands for now
 * @returns undefined if nothing changes
 * @internal
 */
export function nextAlert(options: {
  key: string;
  known: KnownAlert | undefined;
  conditions: Condition[];
  now: string;
}): AlertChange | undefined {
  const { conditions, key, known, now } = options;
  const isOpen = known !== undefined && known.alert.state !== 'resolved';
  if (conditions.length === 0) {
    return isOpen ? resolved(known, now) : undefined;
  }
  const sorted = [...conditions].sort(compareConditions);
  const affected = affectedBy(sorted);
  const fresh = freshAlert(key, sorted, now);
  if (!known || (!isOpen && !isRecent(known.alert, now))) {
    return {
      alert: fresh,
      affected: affected.map(each => ({ ...each, recoveredAt: null })),
      transition: 'opened',
      added: affected,
    };
  }
  const before = new Map(
    known.affected.map(each => [each.pipelineId, each] as const),
  );
  const added = affected.filter(
    each => before.get(each.pipelineId)?.recoveredAt !== null,
  );
  const together = merged(known.affected, affected, now);
  if (!isOpen) {
    return {
      alert: {
        ...fresh,
        id: known.alert.id,
        openedAt: known.alert.openedAt,
        reopened: known.alert.reopened + 1,
      },
      affected: together,
      transition: 'reopened',
      added,
    };
  }
  const { alert } = known;
  const isWorse = compareGrades(fresh, alert) < 0;
  const next = { cause: fresh.cause, dueAt: fresh.dueAt, together };
  const last = {
    cause: alert.cause,
    dueAt: alert.dueAt,
    together: known.affected,
  };
  if (!isWorse && sameText(next, last)) return undefined;
  const isOther = !sameText(together.map(who), known.affected.map(who));
  let transition: AlertTransition | undefined = isOther ? 'changed' : undefined;
  if (isWorse) transition = 'escalated';
  return {
    alert: {
      ...alert,
      cause: fresh.cause,
      dueAt: fresh.dueAt,
      kind: compareKinds(fresh.kind, alert.kind) < 0 ? fresh.kind : alert.kind,
      ...(isWorse && {
        urgency: fresh.urgency,
        severity: fresh.severity,
        state: 'open' as const,
        acknowledgedAt: null,
        acknowledgedBy: null,
      }),
    },
    affected: together,
    transition,
    added,
  };
}

/** Who is affected, and by what. */
function who({ kind, pipelineId, recoveredAt }: AffectedRecord) {
  return { kind, pipelineId, affected: recoveredAt === null };
}

function resolved({ affected, alert }: KnownAlert, now: string): AlertChange {
  return {
    alert: { ...alert, state: 'resolved', resolvedAt: now },
    affected: affected.map(each => ({
      ...each,
      recoveredAt: each.recoveredAt ?? now,
    })),
    transition: 'resolved',
    added: [],
  };
}

/** An alert of conditions, the worst of which comes first. */
function freshAlert(
  key: string,
  sorted: Condition[],
  now: string,
): Omit<AlertRecord, 'summary'> {
  const [worst] = sorted;
  const kinds = sorted.map(({ kind }) => kind).sort(compareKinds);
  const family = FAMILY_OF[worst.kind];
  // The one that gave the key its name: others of the same pipelines may be put down to something else.
  const cause = sorted.find(each => keyOf(family, each.cause) === key)!.cause;
  const due = sorted.flatMap(({ dueAt }) => dueAt ?? []).sort();
  return {
    id: 0,
    key,
    kind: kinds[0],
    urgency: worst.urgency,
    severity: worst.severity,
    state: 'open',
    cause,
    dueAt: due[0] ?? null,
    openedAt: now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    reopened: 0,
    inHindsight: false,
  };
}

/** One for each pipeline, its worst. @param sorted - the worst first */
function affectedBy(sorted: Condition[]): Affected[] {
  const byPipeline = new Map<number, Affected>();
  for (const condition of sorted) {
    if (byPipeline.has(condition.pipelineId)) continue;
    const {
      cause,
      goneAt,
      id,
      origin,
      recheckAt,
      severity,
      urgency,
      ...affected
    } = condition;
    byPipeline.set(condition.pipelineId, affected);
  }
  return [...byPipeline.values()];
}

function merged(
  before: AffectedRecord[],
  now: Affected[],
  at: string,
): AffectedRecord[] {
  const isAffected = new Set(now.map(({ pipelineId }) => pipelineId));
  return [
    ...now.map(each => ({ ...each, recoveredAt: null })),
    ...before
      .filter(({ pipelineId }) => !isAffected.has(pipelineId))
      .map(each => ({ ...each, recoveredAt: each.recoveredAt ?? at })),
  ];
}

function isRecent({ resolvedAt }: AlertRecord, now: string): boolean {
  return resolvedAt !== null && millis(now) - millis(resolvedAt) < REOPEN_MS;
}

/** Whether two say the same, whatever the order of what they list and of their fields. */
function sameText(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (value && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => `${name}:${canonical(each)}`);
    return `{${fields.sort().join()}}`;
  }
  return JSON.stringify(value) ?? 'undefined';
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
