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

/** No exemption lasts longer, whatever the policy says. In days. @internal */
export const MAX_EXEMPTION_DAYS = 90;
/** How long one lasts unless somebody changes it. In days. */
const USUAL_DAYS = 30;

/**
 * Reads the fields of the dialog that asks for an exemption.
 *
 * @param at - `now`: epoch milliseconds; `maxDays`: so long it may last by the policy
 * @returns what is wrong, by field; the end in UTC where nothing is
 * @internal
 */
export function readExemption(
  fields: ExemptionFields,
  { maxDays, now }: { now: number; maxDays: number },
): {
  problems: Partial<Record<keyof ExemptionFields, ExemptionProblem>>;
  /** ISO 8601 in UTC. */
  until?: string;
} {
  const problems: Partial<Record<keyof ExemptionFields, ExemptionProblem>> = {};
  const until = DateTime.fromISO(fields.until);
  const latest = DateTime.fromMillis(now).plus({ days: maxDays });
  if (!fields.until) problems.until = 'missing';
  else if (!until.isValid) problems.until = 'noTime';
  else if (+until <= now) problems.until = 'past';
  else if (until > latest) problems.until = 'tooLate';
  if (fields.reason.trim().length < MIN_REASON) problems.reason = 'tooShort';
  if (Object.keys(problems).length > 0) return { problems };
  return { problems, until: until.toUTC().toISO()! };
}

/**
 * A month from now at the end of the working day, as the field wants it, or earlier where it may not last a month.
 *
 * @param at - as in {@link readExemption}
 * @internal
 */
export function usualEnd({
  maxDays,
  now,
}: {
  now: number;
  maxDays: number;
}): string {
  const latest = DateTime.fromMillis(now).plus({ days: maxDays });
  const usual = DateTime.fromMillis(now)
    .plus({ days: USUAL_DAYS })
    .set({ hour: 18, minute: 0 });
  return DateTime.min(usual, latest.startOf('minute')).toFormat(
    "yyyy-MM-dd'T'HH:mm",
  );
}
