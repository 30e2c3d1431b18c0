import type { DeadLetter } from '@sluice/plugin-pipelines-node';

/** Why messages were given up, and how many of a sample were for that. @internal */
export type LetterReason = {
  /** As the newest of them says it; undefined: their headers say nothing. */
  reason?: string;
  error?: string;
  count: number;
  newestAt?: string;
};

/**
 * Reasons that differ only in numbers, ids and quoted values are one: `no schema 17` and `no schema 18`. The most frequent first.
 *
 * @param letters - the newest first
 * @internal
 */
export function topReasons(letters: readonly DeadLetter[]): LetterReason[] {
  const found = new Map<string, LetterReason>();
  for (const { at, error, reason } of letters) {
    const key = JSON.stringify([error, patternOf(reason)]);
    const known = found.get(key);
    if (known) known.count++;
    else {
      found.set(key, {
        ...(reason !== undefined && { reason }),
        ...(error !== undefined && { error }),
        count: 1,
        ...(at !== undefined && { newestAt: at }),
      });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

function patternOf(reason: string | undefined): string | undefined {
  return reason
    ?.replace(/"[^"]*"|'[^']*'/g, '…')
    .replace(/\b[0-9a-f-]*\d[0-9a-f-]*\b/gi, '#');
}
