import { shown } from '../../validation/problem';
import type { ProblemList } from '../reading/ProblemList';
import { type Fields, fieldsOf, onlyItem, others } from './foreign';

const KNOWN = ['duration', 'isRolling', 'calendar'];
const UNIT_OF: Readonly<Record<string, 'month' | 'quarter'>> = {
  '1M': 'month',
  '1Q': 'quarter',
  '3M': 'quarter',
};
const QUARTER_STARTS = ['01', '04', '07', '10'];

/** The one time window of a document, as the YAML form of an SLO has it. @internal */
export type ImportedWindow = { window: object; lost: string[] };

/** Reads the time window. @returns undefined after a problem @internal */
export function importWindow(
  spec: Fields,
  problems: ProblemList,
): ImportedWindow | undefined {
  const item = onlyItem(
    spec.values.timeWindow,
    `${spec.path}.timeWindow`,
    'OpenSLO allows exactly one',
    problems,
  );
  if (!item) return undefined;
  const { duration, isRolling, calendar } = item.values;
  const lost = others(item, KNOWN);
  if (calendar === undefined) {
    return isRolling === true
      ? { window: { rolling: duration }, lost }
      : problems.error(
          item.path,
          'must have either isRolling: true or a calendar',
        );
  }
  if (isRolling === true) {
    return problems.error(
      `${item.path}.isRolling`,
      'is true beside a calendar; a window is one or the other',
    );
  }
  const aligned = fieldsOf(calendar, `${item.path}.calendar`, problems);
  if (!aligned) return undefined;
  const unit = UNIT_OF[duration as string];
  if (!unit) {
    return problems.error(
      `${item.path}.duration`,
      `must be 1M or 1Q in a calendar, got ${shown(duration)}`,
    );
  }
  checkStart(aligned, unit, problems);
  return {
    window: { calendar: unit, timezone: aligned.values.timeZone },
    lost: [...lost, ...others(aligned, ['startTime', 'timeZone'])],
  };
}

/** Months and quarters here are those of the calendar, so they have to start where those do. */
function checkStart(
  calendar: Fields,
  unit: 'month' | 'quarter',
  problems: ProblemList,
) {
  const { startTime } = calendar.values;
  // YAML 1.1 reads an unquoted time as a Date.
  const text =
    startTime instanceof Date && !Number.isNaN(startTime.getTime())
      ? startTime.toISOString()
      : String(startTime);
  const [, month] = /^\d{4}-(\d{2})-01[T ]00:00(?::00)?/.exec(text) ?? [];
  if (!month || (unit === 'quarter' && !QUARTER_STARTS.includes(month))) {
    problems.error(
      `${calendar.path}.startTime`,
      `must be the start of a calendar ${unit}, such as 2026-01-01 00:00:00, got ${shown(
        startTime,
      )}`,
    );
  }
}
