import type {
  CheckCondition,
  CheckOutcome,
  FactValue,
} from '@sluice/plugin-pipelines-common';
import { formatDuration } from '@sluice/plugin-pipelines-react';

/** The words that {@link formatFact} and {@link formatCondition} need, in the reader's language. @internal */
export type FactWords = { yes: string; no: string; or: string };

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * The value of a fact as people say it: `82 %`, `3 d`, `yes`. A share is cut and not rounded: 99.96 % must not read as all.
 *
 * @param options - `isShort`: a share without its tenths, where there is no room for them
 * @internal
 */
export function formatFact(
  value: FactValue,
  unit: CheckOutcome['unit'],
  words: FactWords,
  options?: { isShort?: boolean },
): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'share':
      return `${written(
        options?.isShort ? Math.trunc(shareOf(value)) : shareOf(value),
      )} %`;
    case 'days':
      return `${written(Number(value.toFixed(1)))} d`;
    case 'hours':
      return formatDuration(value * HOUR);
    case 'seconds':
      return formatDuration(value);
    default:
      return written(Number(value.toFixed(2)));
  }
}

/**
 * What a fact has to be to pass: `≥ 80 %`, `≤ 90 d`, `yes`, `backward or full`.
 *
 * @internal
 */
export function formatCondition(
  condition: CheckCondition,
  unit: CheckOutcome['unit'],
  words: FactWords,
): string {
  const { atLeast, atMost, is, oneOf } = condition;
  if (atLeast !== undefined) return `≥ ${formatFact(atLeast, unit, words)}`;
  if (atMost !== undefined) return `≤ ${formatFact(atMost, unit, words)}`;
  if (is !== undefined) return formatFact(is, unit, words);
  return (oneOf ?? []).join(` ${words.or} `);
}

/** How far away a moment is, in whole days: of a date, hours don't matter. Negative in the past. @internal */
export function daysUntil(instant: string, now: number): number {
  return Math.ceil((Date.parse(instant) - now) / (DAY * 1000));
}

/** With thousands apart, and a minus that is as wide as a plus. */
function written(value: number): string {
  return value.toLocaleString().replace('-', '−');
}

function shareOf(value: number): number {
  // Whole numbers first: 0.57 * 100 is 56.99… in floating point, which cutting would turn into 56.9.
  const tenths = Number((value * 1000).toFixed(6));
  return Math.trunc(tenths) / 10;
}
