import type { AlertKind } from '@sluice/plugin-pipelines-common';
import type { Affected, AlertRecord, Cause, OpenAlert } from '../alerts';
import type { DayOfForecasts } from '../slo';

/** One cause, with those of its pipelines that a part of the report is about. @internal */
export type StoredItem = {
  alertId: number;
  kind: AlertKind;
  severity: AlertRecord['severity'];
  dueAt: string | null;
  cause: Cause;
  affected: Affected[];
};

/** A report as it is kept. @internal */
export type ReportContent = {
  atRisk: StoredItem[];
  missed: StoredItem[];
  unknown: StoredItem[];
  forecasts: DayOfForecasts & { date: string };
};

/**
 * What a report says: what will miss its deadline, what has and still isn't done, and of what nothing is known, each by its cause.
 *
 * @param open - alerts that aren't resolved, what needs a human first
 * @internal
 */
export function reportContent(
  open: OpenAlert[],
  forecasts: ReportContent['forecasts'],
): ReportContent {
  const part = (kinds: AlertKind[]) =>
    open.flatMap(({ affected, alert }): StoredItem[] => {
      const own = affected.filter(({ kind }) => kinds.includes(kind));
      if (own.length === 0) return [];
      const due = own.flatMap(({ dueAt }) => dueAt ?? []).sort();
      return [
        {
          alertId: alert.id,
          kind: kinds.find(kind => own.some(each => each.kind === kind))!,
          severity: alert.severity,
          dueAt: due[0] ?? null,
          cause: alert.cause,
          affected: own,
        },
      ];
    });
  return {
    atRisk: part(['will-miss']),
    missed: part(['missed-deadline', 'over-duration']),
    unknown: part(['source-unreadable']),
    forecasts,
  };
}
