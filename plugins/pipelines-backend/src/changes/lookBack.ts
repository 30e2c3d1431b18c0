import { InputError } from '@backstage/errors';
import type { ChangeWindow } from './change';

const HOUR_MS = 3600_000;
const HOURS_OF = { h: 1, d: 24 } as const;
/** Nobody looks for a cause further back, and readings aren't kept for longer. */
const MAX_HOURS = 14 * 24;

/**
 * The window that a request asks for.
 *
 * @param before - an instant; one in the future counts as now, since nothing has happened after it
 * @param back - a whole number of hours or days, such as `24h`
 * @throws InputError that names the parameter
 * @internal
 */
export function lookBack(
  before: string,
  back: string,
  now: Date,
): ChangeWindow {
  const end = Math.min(Date.parse(before), now.getTime());
  if (Number.isNaN(end)) {
    throw new InputError(
      'before has to be an instant, such as 2026-11-20T11:00:00Z',
    );
  }
  const [, count, unit] = /^(\d{1,3})([hd])$/.exec(back) ?? [];
  const hours = Number(count) * HOURS_OF[unit as 'h' | 'd'];
  if (!(hours >= 1 && hours <= MAX_HOURS)) {
    throw new InputError(
      `window is ${back}, but has to be from 1h to 14d, such as 24h`,
    );
  }
  return {
    from: new Date(end - hours * HOUR_MS).toISOString(),
    before: new Date(end).toISOString(),
  };
}
