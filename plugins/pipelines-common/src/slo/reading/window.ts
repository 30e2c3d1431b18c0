import type { SloWindow } from '../definition';
import { type Fields, mapping, required } from './fields';
import type { ProblemList } from './ProblemList';
import { ROLLING, ZONE, oneOf } from './rules';

/** The time over which the budget counts. @returns undefined after a problem @internal */
export function readWindow(
  slo: Fields,
  problems: ProblemList,
): SloWindow | undefined {
  const window = mapping(
    slo.values.window,
    `${slo.path}.window`,
    {
      what: 'a window',
      example:
        '{ rolling: 28d } or { calendar: month, timezone: Europe/Berlin }',
      known: ['rolling', 'calendar', 'timezone'],
    },
    problems,
  );
  if (!window) return undefined;
  const { rolling, calendar, timezone } = window.values;
  if ((rolling === undefined) === (calendar === undefined)) {
    return problems.error(
      window.path,
      rolling === undefined
        ? 'must have either rolling, such as { rolling: 28d }, or calendar, such as { calendar: month, timezone: Europe/Berlin }'
        : 'is either rolling or calendar, got both; remove one of them',
    );
  }
  if (rolling !== undefined) {
    if (timezone !== undefined) {
      problems.error(
        `${window.path}.timezone`,
        'belongs to a calendar window; a rolling one has none, so remove it',
      );
    }
    const days = required(window, 'rolling', ROLLING, problems);
    return days === undefined ? undefined : { type: 'rolling', days };
  }
  const unit = required(
    window,
    'calendar',
    oneOf(['month', 'quarter'] as const),
    problems,
  );
  const zone = required(window, 'timezone', ZONE, problems);
  return unit === undefined || zone === undefined
    ? undefined
    : { type: 'calendar', unit, timezone: zone };
}
