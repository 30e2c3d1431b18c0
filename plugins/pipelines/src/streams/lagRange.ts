const HOUR_MS = 3600_000;

/** Spans of time that charts of lag can show, in milliseconds. @internal */
export const LAG_RANGES = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
} as const;

/** One of {@link LAG_RANGES}. @internal */
export type LagRange = keyof typeof LAG_RANGES;

/** The range that an address names, or a day. @internal */
export function parseLagRange(text: string | null): LagRange {
  return text !== null && Object.hasOwn(LAG_RANGES, text)
    ? (text as LagRange)
    : '24h';
}

/** What the API is asked: from so long ago until now. @param now - milliseconds since 1970 @internal */
export function lagQueryOf(range: LagRange, now: number): { from: string } {
  return { from: new Date(now - LAG_RANGES[range]).toISOString() };
}
