import { millis } from '../slo';
import type { AffectedRecord, AlertRecord, Cause } from './alertRecords';
import { compareGrades, gradeOf } from './alertRules';
import { summaryOf } from './alertText';
import { keyOf, REOPEN_MS } from './regroup';

/** A deadline that was missed, with what it is put down to. Instants are ISO 8601 in UTC. @internal */
export type PastLateness = {
  affected: Omit<AffectedRecord, 'recoveredAt'>;
  /** The lifecycle of the pipeline, and whether it is about the last environment. */
  lifecycle: string;
  production: boolean;
  cause: Cause;
  from: string;
  to: string;
};

/** An alert that there would have been. @internal */
export type PastAlert = { alert: AlertRecord; affected: AffectedRecord[] };

/**
 * The alerts that missed deadlines would have been: those of one cause whose times touch, or nearly, are one.
 *
 * @param latenesses - in any order; all of them are over
 * @returns by when they would have opened; `id` is 0
 * @internal
 */
export function pastAlerts(latenesses: PastLateness[]): PastAlert[] {
  const open = new Map<string, PastLateness[]>();
  const groups: PastLateness[][] = [];
  const sorted = [...latenesses].sort((a, b) =>
    a.from === b.from
      ? compareText(a.affected.pipelineRef, b.affected.pipelineRef)
      : compareText(a.from, b.from),
  );
  for (const each of sorted) {
    const key = keyOf('late', each.cause);
    const group = open.get(key);
    if (group && millis(each.from) - millis(endOf(group)) < REOPEN_MS) {
      group.push(each);
    } else {
      const own = [each];
      open.set(key, own);
      groups.push(own);
    }
  }
  return groups.map(toAlert);
}

function toAlert(group: PastLateness[]): PastAlert {
  const [first] = group;
  const grades = group
    .map(({ affected, lifecycle, production }) =>
      gradeOf(affected.kind, { tier: affected.tier, lifecycle, production }),
    )
    .sort(compareGrades);
  const byPipeline = new Map<number, AffectedRecord>();
  for (const { affected, to } of group) {
    const known = byPipeline.get(affected.pipelineId);
    byPipeline.set(affected.pipelineId, {
      ...(known ?? affected),
      recoveredAt: known && known.recoveredAt! > to ? known.recoveredAt : to,
    });
  }
  const affected = [...byPipeline.values()];
  const due = group.flatMap(each => each.affected.dueAt ?? []).sort();
  const alert = {
    kind: first.affected.kind,
    cause: first.cause,
    dueAt: due[0] ?? null,
  };
  return {
    affected,
    alert: {
      ...alert,
      id: 0,
      key: keyOf('late', first.cause),
      urgency: grades[0].urgency,
      severity: grades[0].severity,
      state: 'resolved',
      summary: summaryOf({ ...alert, affected }),
      openedAt: first.from,
      acknowledgedAt: null,
      acknowledgedBy: null,
      resolvedAt: endOf(group),
      reopened: 0,
      inHindsight: true,
    },
  };
}

function endOf(group: PastLateness[]): string {
  return group
    .map(({ to }) => to)
    .sort()
    .at(-1)!;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
