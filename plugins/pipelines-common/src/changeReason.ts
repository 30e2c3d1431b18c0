import type { ApiSchema } from './client';

/** What changed: a code, and the values that its words need. @public */
export type ChangeReason = ApiSchema<'ChangeReason'>;

/** What a {@link ChangeReason} is about. @public */
export type ChangeReasonCode = ChangeReason['code'];

/**
 * The words of each reason in English, after the pipeline that it is about. `{{dueAt}}` is an instant, to be written in the zone of
 * whoever reads; when it happened stands beside, or since when. Pages translate them by the code.
 *
 * @public
 */
export const CHANGE_REASON_WORDS = {
  'run-failed': 'A run failed',
  'run-late': 'A run was late, usually done {{dueAt}}',
  'run-missing': 'No run started that was due {{dueAt}}',
  'run-long': 'A run took {{duration}}, usually {{usualDuration}}',
  'run-version': 'New code: {{before}} → {{after}}',
  'run-cleared': 'A run was cleared and ran again',
  'run-manual': 'Somebody started a run by hand',
  'run-backfill': 'A backfill ran',
  paused: 'Switched off at its source',
  resumed: 'Switched on again at its source',
  'definition-changed': '{{field}} changed: {{before}} → {{after}}',
  'definition-gone': 'Its source no longer listed it',
  'definition-back': 'Its source listed it again',
  'catalog-changed': '{{field}} in the catalog changed: {{before}} → {{after}}',
  'promise-changed': 'SLO {{name}} {{field}}: {{before}} → {{after}}',
  'decision-proposed': 'To leave a period out of SLO {{name}} was proposed',
  'decision-confirmed': 'A period was left out of SLO {{name}}',
  'decision-withdrawn': 'Leaving a period out of SLO {{name}} was taken back',
  'volume-low': 'Few events: {{count}}, usually {{usualCount}}',
  'volume-high': 'Many events: {{count}}, usually {{usualCount}}',
  'test-failing': 'Test {{name}} began to fail',
  'source-unreadable': 'Source {{name}} could not be read any more',
  'source-back': 'Source {{name}} could be read again',
  'source-version': 'Source {{name}} was upgraded: {{before}} → {{after}}',
  'source-silent': 'What it reads from fell silent',
  'release-deployed': 'Release {{after}} was deployed, {{before}} ran before',
  'release-rolled-back': 'Rolled back from {{before}} to {{after}}',
  'release-unmanaged': 'Changed by hand: {{before}} → {{after}}',
} as const satisfies Record<ChangeReasonCode, string>;

/**
 * The values of a reason's words, as text.
 *
 * @param reason - as the API gives it
 * @param write - writes an instant (ISO 8601), a duration (seconds) and a number for the reader
 * @returns every value; `—` for one that isn't there, since nothing stands for itself: a schedule that was set had none before
 * @public
 */
export function changeReasonValues(
  reason: ChangeReason,
  write: {
    instant: (time: string) => string;
    duration: (seconds: number) => string;
    number: (value: number) => string;
  },
): Record<string, string> {
  const maybe = <T>(value: T | undefined, text: (value: T) => string) =>
    value === undefined ? '—' : text(value);
  return {
    dueAt: maybe(reason.dueAt, write.instant),
    duration: maybe(reason.seconds, write.duration),
    usualDuration: maybe(reason.usualSeconds, write.duration),
    count: maybe(reason.count, write.number),
    usualCount: maybe(reason.usualCount, write.number),
    name: reason.name ?? '—',
    field: reason.field ?? '—',
    before: reason.before ?? '—',
    after: reason.after ?? '—',
  };
}

/**
 * A reason in English.
 *
 * @param reason - as the API gives it
 * @param write - as {@link changeReasonValues} takes it
 * @public
 */
export function changeReasonText(
  reason: ChangeReason,
  write: Parameters<typeof changeReasonValues>[1],
): string {
  const values = changeReasonValues(reason, write);
  return CHANGE_REASON_WORDS[reason.code].replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => values[name] ?? '?',
  );
}
