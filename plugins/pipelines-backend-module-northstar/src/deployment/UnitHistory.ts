import type { DeployTarget } from '@sluice/plugin-pipelines-node';
import type { NorthstarPipeline } from '../fleet';
import { BatchTimeline } from '../simulation/BatchTimeline';
import { LONGEST_RUN } from '../simulation/fate';
import { iso } from '../simulation/time';
import type { ReleaseHistory } from '../simulation/versions';
import type { Traces } from './rollback';
import { membersOf } from './units';

/** What is known of units besides what was deployed to them: what ran before, and what their runs did since. @internal */
export class UnitHistory {
  readonly #seed: string;
  readonly #releases: ReleaseHistory;
  /** When the demo was first started, if a sweep has told. */
  readonly #startedAt: () => number | undefined;
  readonly #now: () => Date;

  constructor(options: {
    seed: string;
    releases: ReleaseHistory;
    startedAt: () => number | undefined;
    now: () => Date;
  }) {
    this.#seed = options.seed;
    this.#releases = options.releases;
    this.#startedAt = options.startedAt;
    this.#now = options.now;
  }

  /** What the simulated history brought to a target that nobody has deployed to. */
  before({ environment, unit }: DeployTarget): {
    version: string;
    since?: string;
    by: string;
    releaseDigest?: undefined;
  } {
    const now = this.#now().getTime();
    const [pipeline] = membersOf(unit);
    const since = this.#releases.arrivals(pipeline, environment, now).at(-1);
    const startedAt = this.#startedAt() ?? now;
    const asked = { pipeline, environment, at: now, startedAt };
    return {
      version: this.#releases.versionAt(asked),
      ...(since !== undefined && { since: iso(since) }),
      by: 'northstar-ci (simulated)',
    };
  }

  /**
   * What the runs of members did.
   *
   * @param options - `since`: from when on, in milliseconds since 1970; without one only what is in flight counts
   */
  traces(
    members: NorthstarPipeline[],
    environment: string,
    { since }: { since?: number },
  ): Traces {
    const now = this.#now().getTime();
    const startedAt = this.#startedAt() ?? now;
    const traces: Traces = { since, now, runs: 0, inFlight: 0 };
    for (const pipeline of members) {
      const { schedule } = pipeline;
      if (!schedule) continue;
      const timeline = new BatchTimeline({
        seed: this.#seed,
        releases: this.#releases,
        pipeline,
        environment,
        schedule,
      });
      const from = Math.min(since ?? now, now) - LONGEST_RUN;
      for (const { runs } of timeline.runs({ from, to: now, startedAt })) {
        for (const run of runs) {
          if (run.startAt > now) continue;
          if (run.endAt > now) traces.inFlight++;
          else if (since !== undefined && run.startAt >= since) traces.runs++;
        }
      }
    }
    return traces;
  }
}
