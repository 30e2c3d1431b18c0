import type { ApiSchema } from './client';

/** Why a pipeline stands as it does: a code, and the values that its words need. @public */
export type StatusReason = ApiSchema<'StatusReason'>;

/** What a {@link StatusReason} is about. @public */
export type StatusReasonCode = StatusReason['code'];

/**
 * The words of each reason in English, to stand beside the status: short, and what tells most first, because a table cuts them. `{{at}}` and `{{dueAt}}` are instants, to be written in the zone of whoever reads.
 * Pages translate them by the code; exports use them as they stand here.
 *
 * @public
 */
export const STATUS_REASON_WORDS = {
  'not-seen': 'No source has seen it yet',
  'no-run': 'No run has been seen yet',
  'not-observed': 'No configured source observes it any more',
  gone: 'Its source no longer lists it',
  'source-pending': 'Source {{source}} has not been read yet',
  'source-never-read': 'Source {{source}} could not be read yet',
  'source-failing': 'Unreadable since {{at}}: source {{source}}',
  'source-stale': 'Last read {{at}}: source {{source}}',
  'outcome-unknown': "Its source can't tell what became of its latest run",
  paused: 'Paused at its source',
  'paused-after-failure': 'Paused at its source; its last run failed',
  failed: 'Failed {{at}}',
  'failed-and-running': 'Failed {{at}}; the next run is in progress',
  crashing: 'Crashed {{times}} times in two hours, last {{at}}',
  'not-live': 'Not running since {{at}}',
  live: 'Live since {{at}}',
  'overdue-running': 'Due {{dueAt}} and still running',
  'overdue-queued': 'Due {{dueAt}} and still queued',
  'not-started': 'Due to start {{dueAt}}, has not started',
  queued: 'Queued, due {{dueAt}}',
  running: 'Since {{at}}, due {{dueAt}}',
  succeeded: 'Succeeded {{at}}',
} as const satisfies Record<StatusReasonCode, string>;

/**
 * A reason in English.
 *
 * @param reason - as the API gives it
 * @param instant - writes an instant, ISO 8601, for the reader
 * @public
 */
export function statusReasonText(
  reason: StatusReason,
  instant: (time: string) => string,
): string {
  const { code, source, times } = reason;
  const values: Record<string, string | undefined> = {
    source,
    times: times?.toString(),
    at: reason.at && instant(reason.at),
    dueAt: reason.dueAt && instant(reason.dueAt),
  };
  return STATUS_REASON_WORDS[code].replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => values[name] ?? '?',
  );
}
