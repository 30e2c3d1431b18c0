import { hash } from 'node:crypto';

/**
 * Seven independent numbers in [0, 1), the same for the same words. All chance in the simulator comes from here, so that
 * a run's fate depends on what it is and not on when, or in which order, somebody asks.
 *
 * @internal
 */
export function draws(...words: Array<string | number>): number[] {
  const digest = hash('sha256', words.join('\u0000'), 'buffer');
  return [0, 4, 8, 12, 16, 20, 24].map(at => digest.readUInt32LE(at) / 2 ** 32);
}

/** A few hexadecimal digits, the same for the same words. @internal */
export function hexadecimal(
  digits: number,
  ...words: Array<string | number>
): string {
  return hash('sha256', words.join('\u0000'), 'hex').slice(0, digits);
}

/**
 * A standard normal number from two uniform ones (Box and Muller), cut at ±2.5 so that no run takes a day by chance.
 *
 * @internal
 */
export function normal(first: number, second: number): number {
  const value =
    Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  return Math.max(-2.5, Math.min(2.5, value));
}
