import type { MissAttribution, Verdict } from '@sluice/plugin-pipelines-common';

/** One pipeline on the way of the data. @internal */
export type PathHop = MissAttribution['hops'][number] & {
  /** Nothing observes it. */
  unknown?: boolean;
};

/**
 * The way of the interval that a path SLO judged, each pipeline with the minutes that the data took for it: from when the one before was done, or
 * the interval ended, until it was done itself. Waiting counts, so that the minutes of all add up.
 *
 * @returns nothing for other SLOs
 * @internal
 */
export function pathHops({ evidence, occurrence }: Verdict): PathHop[] {
  // Of an SLO on intervals the occurrence is the end of one.
  let since: number | undefined = Date.parse(occurrence);
  return (evidence.hops ?? []).map(hop => {
    const { finishedAt, pipeline, startedAt, unknown } = hop;
    const done: number | undefined = finishedAt
      ? Date.parse(finishedAt)
      : undefined;
    const took: number | undefined =
      done === undefined || since === undefined
        ? undefined
        : Math.max(0, done - since) / 60_000;
    // Of two that ran side by side the later one counts.
    since =
      done === undefined || since === undefined
        ? undefined
        : Math.max(since, done);
    return { pipeline, startedAt, finishedAt, unknown, addedMinutes: took };
  });
}
