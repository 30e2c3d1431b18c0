import { stringify } from 'csv-stringify';
import type { Stringifier } from 'csv-stringify';
import { statusReasonText } from '@sluice/plugin-pipelines-common';
import type { FleetRow } from '@sluice/plugin-pipelines-common';

const COLUMNS: Record<string, (row: FleetRow) => unknown> = {
  entityRef: row => row.entityRef,
  name: row => row.name,
  title: row => row.title,
  type: row => row.type,
  owner: row => row.owner,
  system: row => row.system,
  domain: row => row.domain,
  tier: row => row.tier,
  lifecycle: row => row.lifecycle,
  classification: row => row.classification.join(' '),
  releaseUnit: row => row.releaseUnit,
  demo: row => row.demo,
  environment: row => row.environment,
  status: row => row.status,
  statusReason: row => statusReasonText(row.statusReason, utcMinute),
  lastRunState: row => row.lastRun?.state,
  lastRunStartedAt: row => row.lastRun?.startedAt,
  lastRunEndedAt: row => row.lastRun?.endedAt,
  lastRunDurationSeconds: row => row.lastRun?.durationSeconds,
  scheduledRuns30d: row => row.scheduledRuns30d,
  succeededRuns30d: row => row.succeededRuns30d,
  successRate30d: row => row.successRate30d,
  schedule: row => row.schedule,
  nextRunAt: row => row.nextRunAt,
  slo: row => row.slo?.name,
  sloStatus: row => row.slo?.status,
  sloTarget: row => row.slo?.target,
  missesLeft: row => row.slo?.missesLeft,
  budgetLeft: row => row.slo?.remainingRatio,
  stream: row => row.lag?.status,
  lagMessages: row => row.lag?.messages,
  lagSeconds: row => row.lag?.seconds,
  observedAt: row => row.observedAt,
};

/** A stream that turns {@link csvRecord}s into CSV with a header. @internal */
export function fleetCsv(): Stringifier {
  return stringify({ header: true, columns: Object.keys(COLUMNS) });
}

/** A pipeline as a line of the file. @internal */
export function csvRecord(row: FleetRow): string[] {
  return Object.values(COLUMNS).map(value => csvCell(value(row)));
}

/**
 * A value as a cell. A spreadsheet would run text that starts like a formula, and names come from anybody: such text gets a
 * leading quote. Numbers can't be formulas.
 *
 * @internal
 */
export function csvCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return String(value);
  return /^[\s]*[=+\-@]|^[\t\r]/.test(value) ? `'${value}` : value;
}

/** A time in a file that anybody may open anywhere: `2026-11-21 04:10 UTC`. */
function utcMinute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
