/** How far behind a group was in one minute. @internal */
export type LagMinute = {
  /** Of its hour, from 0 to 59. */
  minute: number;
  /** The most messages; null: unknown. */
  lag: number | null;
  /** The most; null: unknown. */
  seconds: number | null;
  /** As it was last, in messages a second. */
  inPerSecond: number | null;
  outPerSecond: number | null;
  /** The worst, as a place in `LAG_STATUSES`. */
  statusRank: number;
};

/** As it is stored: an array, rates with three digits. */
type PackedMinute = [
  number,
  number | null,
  number | null,
  number | null,
  number | null,
  number,
];

/** The minutes of an hour as they are stored: JSON. @internal */
export function packMinutes(minutes: readonly LagMinute[]): string {
  return JSON.stringify(
    minutes.map(
      (m): PackedMinute => [
        m.minute,
        m.lag,
        rounded(m.seconds),
        rounded(m.inPerSecond),
        rounded(m.outPerSecond),
        m.statusRank,
      ],
    ),
  );
}

/** Reads what {@link packMinutes} wrote. @internal */
export function unpackMinutes(text: string | null): LagMinute[] {
  const packed: PackedMinute[] = text ? JSON.parse(text) : [];
  return packed.map(
    ([minute, lag, seconds, inPerSecond, outPerSecond, statusRank]) => ({
      minute,
      lag,
      seconds,
      inPerSecond,
      outPerSecond,
      statusRank,
    }),
  );
}

/**
 * Adds a reading to the minutes of its hour: of a minute that has one the worst is kept, and what is known before what isn't.
 *
 * @returns new minutes, oldest first
 * @internal
 */
export function addMinute(
  minutes: readonly LagMinute[],
  reading: LagMinute,
): LagMinute[] {
  const same = minutes.find(m => m.minute === reading.minute);
  const merged = same ? worse(same, reading) : reading;
  return [...minutes.filter(m => m.minute !== reading.minute), merged].sort(
    (a, b) => a.minute - b.minute,
  );
}

function worse(before: LagMinute, after: LagMinute): LagMinute {
  return {
    minute: after.minute,
    lag: most(before.lag, after.lag),
    seconds: most(before.seconds, after.seconds),
    inPerSecond: after.inPerSecond ?? before.inPerSecond,
    outPerSecond: after.outPerSecond ?? before.outPerSecond,
    statusRank: Math.min(before.statusRank, after.statusRank),
  };
}

/** What an hour comes to: the most, the mean of rates, the worst status. @internal */
export function hourOf(minutes: readonly LagMinute[]): Omit<
  LagMinute,
  'minute'
> & {
  /** Minutes in which it is known how much came in. */
  minutesRead: number;
  /** Those of them in which nothing did. */
  minutesAtRest: number;
} {
  return {
    minutesRead: minutes.filter(m => m.inPerSecond !== null).length,
    minutesAtRest: minutes.filter(m => m.inPerSecond === 0).length,
    lag: minutes.reduce<number | null>((a, m) => most(a, m.lag), null),
    seconds: minutes.reduce<number | null>((a, m) => most(a, m.seconds), null),
    inPerSecond: meanOf(minutes.map(m => m.inPerSecond)),
    outPerSecond: meanOf(minutes.map(m => m.outPerSecond)),
    statusRank: Math.min(...minutes.map(m => m.statusRank)),
  };
}

function most(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function meanOf(values: Array<number | null>): number | null {
  const known = values.filter(value => value !== null);
  return known.length > 0
    ? known.reduce((a, b) => a + b, 0) / known.length
    : null;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
