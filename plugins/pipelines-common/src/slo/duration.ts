import { InputError } from '@backstage/errors';

const SECONDS_OF = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;

type Unit = keyof typeof SECONDS_OF;

const EXPECTED = 'a duration such as 45m, 24h or 28d';

/** What people write instead of the unit's one letter. Months and quarters are left to {@link unitHint}. */
const LONG_UNITS: ReadonlyArray<[RegExp, Unit]> = [
  [/^s(ec(ond)?s?)?$/i, 's'],
  [/^(m|mins?|minutes?)$/, 'm'],
  [/^h((ou)?rs?)?$/i, 'h'],
  [/^d(ays?)?$/i, 'd'],
  [/^w(eeks?|ks?)?$/i, 'w'],
];

/**
 * Reads a duration as OpenSLO writes it: a positive whole number followed by `m`, `h`, `d` or `w`, such as `45m`.
 *
 * Beyond OpenSLO `s` is read too, because slices and lags may be shorter than a minute. OpenSLO's `M`, `Q` and `Y` are
 * refused: they have no fixed length.
 *
 * @returns seconds; a day counts as 24 hours
 * @throws InputError that quotes the text and says how to write it
 * @see https://github.com/OpenSLO/OpenSLO#duration-shorthand
 * @public
 */
export function parseDuration(text: string): number {
  const [, digits, unit] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  if (!digits) {
    throw new InputError(
      `${JSON.stringify(text)} is not ${EXPECTED}${unitHint(text)}`,
    );
  }
  const seconds = Number(digits) * SECONDS_OF[unit as Unit];
  if (seconds === 0 || !Number.isSafeInteger(seconds)) {
    throw new InputError(
      `${JSON.stringify(text)} is not ${EXPECTED}: it has to be ${
        seconds === 0 ? 'longer than nothing' : 'shorter'
      }`,
    );
  }
  return seconds;
}

/**
 * Writes a duration with the largest unit up to days that divides it: `2700` is `45m`, `5400` is `90m`.
 *
 * @param seconds - a positive whole number
 * @throws InputError if it isn't one
 * @public
 */
export function formatDuration(seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds <= 0) {
    throw new InputError(
      `A duration has to be a positive whole number of seconds, got ${seconds}`,
    );
  }
  const units = ['d', 'h', 'm', 's'] as const;
  const unit = units.find(u => seconds % SECONDS_OF[u] === 0)!;
  return `${seconds / SECONDS_OF[unit]}${unit}`;
}

function unitHint(text: string): string {
  const [, digits, word] = /^\s*(\d+)\s*(\p{L}+)\s*$/u.exec(text) ?? [];
  if (!digits) return '';
  if (/^(M|Q|Y|mo(nth)?s?|quarters?|years?)$/.test(word)) {
    return `: ${word} has no fixed length`;
  }
  const unit = LONG_UNITS.find(([pattern]) => pattern.test(word))?.[1];
  return unit ? `; did you mean ${Number(digits)}${unit}?` : '';
}
