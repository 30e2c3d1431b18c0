import { DateTime } from 'luxon';

/** What stands in the fields: a reason, and a local time such as `2026-12-24T18:00`. @internal */
export type ExemptionFields = { until: string; reason: string };

/** What is wrong with a field. @internal */
export type ExemptionProblem =
  | 'missing'
  | 'noTime'
  | 'past'
  | 'tooLate'
  | 'tooShort';

/** The API takes no shorter reason. */
const MIN_REASON = 10;

/** The API takes no longer exemption, in days. @internal */
export const MAX_EXEMPTION_DAYS = 90;

/**
 * Reads the fields of the dialog that asks for an exemption.
 *
 * @param now - epoch milliseconds
 * @returns what is wrong, by field; the end in UTC where nothing is
 * @internal
 */
export function readExemption(
  fields: ExemptionFields,
  now: number,
): {
  problems: Partial<Record<keyof ExemptionFields, ExemptionProblem>>;
  /** ISO 8601 in UTC. */
  until?: string;
} {
  const problems: Partial<Record<keyof ExemptionFields, ExemptionProblem>> = {};
  const until = DateTime.fromISO(fields.until);
  const latest = DateTime.fromMillis(now).plus({ days: MAX_EXEMPTION_DAYS });
  if (!fields.until) problems.until = 'missing';
  else if (!until.isValid) problems.until = 'noTime';
  else if (+until <= now) problems.until = 'past';
  else if (until > latest) problems.until = 'tooLate';
  if (fields.reason.trim().length < MIN_REASON) problems.reason = 'tooShort';
  if (Object.keys(problems).length > 0) return { problems };
  return { problems, until: until.toUTC().toISO()! };
}

/** A month from now at the end of the working day, as the field wants it. @internal */
export function usualEnd(now: number): string {
  return DateTime.fromMillis(now)
    .plus({ days: 30 })
    .set({ hour: 18, minute: 0 })
    .toFormat("yyyy-MM-dd'T'HH:mm");
}
