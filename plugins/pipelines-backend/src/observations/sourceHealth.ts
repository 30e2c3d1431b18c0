import type {
  SourceStatus,
  StatusReason,
} from '@sluice/plugin-pipelines-common';

/** What is known of how a source fares. @internal */
export type SourceReadings = {
  title: string;
  intervalSeconds: number;
  lastSuccessAt: string | null;
  failingSince: string | null;
  consecutiveErrors: number;
};

/** The state of a source, and whether what it said last can still be believed. @internal */
export type SourceHealth = {
  status: SourceStatus;
  /** False makes its pipelines `unknown`. */
  readable: boolean;
  /** Why it isn't readable. */
  reason?: StatusReason;
};

/** Errors in a row that make a source unreadable: one may be a blip, with the second an outage shows within two polls. @internal */
export const ERRORS_UNTIL_UNREADABLE = 2;

/** A source is stale at the earliest after this long, in milliseconds. */
const MIN_STALE_MS = 120_000;
const STALE_INTERVALS = 3;

/**
 * Judges a source by its last readings.
 *
 * @internal
 */
export function sourceHealth(source: SourceReadings, now: Date): SourceHealth {
  const { title, lastSuccessAt, consecutiveErrors } = source;
  const failing = consecutiveErrors > 0;
  if (!lastSuccessAt) {
    return {
      status: failing ? 'failing' : 'pending',
      readable: false,
      reason: {
        code: failing ? 'source-never-read' : 'source-pending',
        source: title,
      },
    };
  }
  if (consecutiveErrors >= ERRORS_UNTIL_UNREADABLE) {
    return {
      status: 'failing',
      readable: false,
      reason: {
        code: 'source-failing',
        source: title,
        at: source.failingSince ?? lastSuccessAt,
      },
    };
  }
  const age = now.getTime() - Date.parse(lastSuccessAt);
  if (age > staleAfterMs(source.intervalSeconds)) {
    return {
      status: failing ? 'failing' : 'stale',
      readable: false,
      reason: { code: 'source-stale', source: title, at: lastSuccessAt },
    };
  }
  return { status: failing ? 'failing' : 'healthy', readable: true };
}

/** How long after its last success a source is stale, in milliseconds. @internal */
export function staleAfterMs(intervalSeconds: number): number {
  return Math.max(MIN_STALE_MS, STALE_INTERVALS * intervalSeconds * 1000);
}
