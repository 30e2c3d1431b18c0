import { DateTime } from 'luxon';

/** What stands in the fields: local times such as `2026-11-21T06:00`. @internal */
export type ProposalFields = { from: string; to: string; reason: string };

/** What is wrong with a field. @internal */
export type ProposalProblem =
  | 'missing'
  | 'noTime'
  | 'notAfter'
  | 'tooOld'
  | 'tooShort';

/** No budget counts further back, in days. */
const OLDEST_DAYS = 400;
/** The API takes no shorter reason. */
const MIN_REASON = 10;

/**
 * Reads the fields of a proposal.
 *
 * @param zone - IANA zone of the times
 * @param now - epoch milliseconds
 * @returns what is wrong, by field; instants in UTC where nothing is
 * @internal
 */
export function readProposal(
  fields: ProposalFields,
  zone: string,
  now: number,
): {
  problems: Partial<Record<keyof ProposalFields, ProposalProblem>>;
  period?: { from: string; to: string };
} {
  const problems: Partial<Record<keyof ProposalFields, ProposalProblem>> = {};
  const [from, to] = (['from', 'to'] as const).map(field => {
    const time = DateTime.fromISO(fields[field], { zone });
    if (!fields[field]) problems[field] = 'missing';
    else if (!time.isValid) problems[field] = 'noTime';
    return time;
  });
  if (!problems.from && +from < now - OLDEST_DAYS * 86_400_000) {
    problems.from = 'tooOld';
  }
  if (!problems.from && !problems.to && to <= from) problems.to = 'notAfter';
  if (fields.reason.trim().length < MIN_REASON) problems.reason = 'tooShort';
  if (Object.keys(problems).length > 0) return { problems };
  return {
    problems,
    period: { from: from.toUTC().toISO()!, to: to.toUTC().toISO()! },
  };
}

/** The whole local date of a verdict, as the fields want it. @internal */
export function wholeDate(localDate: string): { from: string; to: string } {
  const date = DateTime.fromISO(localDate, { zone: 'UTC' });
  const midnight = (day: DateTime) => day.toFormat("yyyy-MM-dd'T'00:00");
  return { from: midnight(date), to: midnight(date.plus({ days: 1 })) };
}
