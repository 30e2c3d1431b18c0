import type { LagStatus } from '@sluice/plugin-pipelines-common';

/** Ten minutes in which nothing was wrong with something that has no end count as a run of it. */
const STEADY_MS = 10 * 60_000;

/** A time in which nothing was wrong, in milliseconds since 1970. @internal */
export type Stretch = { from: number; to: number };

/** What was seen of a pipeline that isn't meant to end, such as a consumer. @internal */
export type ContinuousEvidence = {
  /** ISO 8601 in UTC. */
  since: string;
  /** Now, ISO 8601 in UTC. */
  at: string;
  /** Its processes that were started since. */
  processes: Array<{ startedAt: string; endedAt?: string }>;
  /**
   * How each of its consumer groups was judged since, oldest first, with what it was before, and when it was read last: nothing is known
   * of later.
   */
  groups: Array<{
    changes: Array<{ at: string; status: LagStatus }>;
    readAt: string;
  }>;
};

/**
 * The times that count as successful runs of a pipeline that isn't meant to end: ten minutes each, in which one of its processes lived and
 * all of its consumer groups were OK. What isn't watched at all, processes or groups, doesn't speak against it; where neither is, nothing
 * is known.
 *
 * @internal
 */
export function steadyRuns(evidence: ContinuousEvidence): Stretch[] {
  const { at, groups, processes, since } = evidence;
  const within = { from: Date.parse(since), to: Date.parse(at) };
  const watched = [
    ...(processes.length > 0
      ? [
          processes.map(({ endedAt, startedAt }) => ({
            from: Date.parse(startedAt),
            to: Date.parse(endedAt ?? at),
          })),
        ]
      : []),
    ...groups.map(okStretches),
  ];
  if (watched.length === 0) return [];
  return watched.reduce(overlaps, [within]).flatMap(({ from, to }) =>
    Array.from({ length: Math.floor((to - from) / STEADY_MS) }, (_, i) => ({
      from: from + i * STEADY_MS,
      to: from + (i + 1) * STEADY_MS,
    })),
  );
}

function okStretches({
  changes,
  readAt,
}: ContinuousEvidence['groups'][number]): Stretch[] {
  const ok: Stretch[] = [];
  for (const [i, { at, status }] of changes.entries()) {
    if (status !== 'ok') continue;
    const from = Date.parse(at);
    const to = Date.parse(changes[i + 1]?.at ?? readAt);
    const before = ok.at(-1);
    // The same again, with another reason.
    if (before?.to === from) before.to = to;
    else ok.push({ from, to });
  }
  return ok;
}

function overlaps(some: Stretch[], others: Stretch[]): Stretch[] {
  return some.flatMap(one =>
    others
      .map(other => ({
        from: Math.max(one.from, other.from),
        to: Math.min(one.to, other.to),
      }))
      .filter(({ from, to }) => to > from),
  );
}
