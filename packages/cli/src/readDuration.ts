import { InvalidArgumentError } from 'commander';

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3600_000 };

/** Reads `90s`, `30m` or `2h`. @returns milliseconds @public */
export function readDuration(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (!unit || Number(count) === 0) {
    throw new InvalidArgumentError('It has to be such as 90s, 30m or 2h.');
  }
  return Number(count) * UNITS[unit];
}
