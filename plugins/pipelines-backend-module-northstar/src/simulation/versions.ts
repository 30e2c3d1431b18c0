import type { BadTime, Deployments } from '../deployment/Deployments';
import type { StagedRun } from '../deployment/records';
import type { NorthstarPipeline } from '../fleet';
import { draws, hexadecimal } from './draws';
import { STORIES } from './stories';
import { DAY, HOUR, MINUTE } from './time';

/** Where history begins, however far back somebody looks. @internal */
export const EPOCH = Date.UTC(2026, 0, 1);

/** How long after the build a release reaches an environment. */
const REACHES: Record<string, number> = {
  dev: 10 * MINUTE,
  staging: 3 * HOUR,
  prod: 26 * HOUR,
};

/** How likely a unit is released on a working day. */
function pace(pipeline: NorthstarPipeline): number {
  switch (pipeline.type) {
    case 'airflow-dag':
      return 0.75;
    case 'dbt-selection':
      return 0.7;
    case 'spark-job':
      return 0.2;
    default:
      return 0.22;
  }
}

/**
 * When a release unit was built, and what ran where at a given moment. Grows as time goes on, and always says the same
 * about the same moment.
 *
 * @internal
 */
export class ReleaseHistory {
  readonly #seed: string;
  readonly #deployments: Deployments | undefined;
  /** Instants of builds by unit, with the day up to which they are known. */
  readonly #builds = new Map<string, { through: number; at: number[] }>();

  readonly #names = new Map<string, string>();

  /** @param options - `deployments`: what people deploy; from when that began, nothing else reaches an environment */
  constructor(options: { seed: string; deployments?: Deployments }) {
    this.#seed = options.seed;
    this.#deployments = options.deployments;
  }

  /** Takes in what was deployed meanwhile. */
  refresh(): void {
    this.#deployments?.refresh();
  }

  /** Instants at which a release of the pipeline's unit reached the environment, oldest first, up to `to`. */
  arrivals(
    pipeline: NorthstarPipeline,
    environment: string,
    to: number,
  ): number[] {
    const delay = REACHES[environment] ?? REACHES.prod;
    const since = this.#deployments?.since ?? Infinity;
    const until = Math.min(to, since);
    // What is told of the time before is for people to read; runs of that time go by the builds.
    const deployed = (
      this.#deployments?.arrivals(pipeline.releaseUnit!, environment) ?? []
    ).filter(at => at >= since);
    return [
      ...this.#buildsOf(pipeline, until)
        .map(at => at + delay)
        .filter(at => at <= until),
      ...deployed.filter(at => at <= to),
    ];
  }

  /** When runs of the pipeline fail because of what was deployed, oldest first. */
  badTimes(pipeline: NorthstarPipeline, environment: string): BadTime[] {
    if (!pipeline.releaseUnit) return [];
    const deployments = this.#deployments;
    if (!deployments) return [];
    return deployments
      .badTimes(pipeline.releaseUnit, environment)
      .filter(({ until }) => until > deployments.since)
      .map(each => ({ ...each, from: Math.max(each.from, deployments.since) }));
  }

  /** Runs that somebody starts on command, oldest first. */
  staged(pipeline: NorthstarPipeline, environment: string): StagedRun[] {
    const { name, releaseUnit } = pipeline;
    if (!releaseUnit) return [];
    const runs = this.#deployments?.runs(releaseUnit, environment) ?? [];
    return runs.filter(each => (each.pipeline ?? name) === name);
  }

  /**
   * The version that a run started with.
   *
   * @param options - `at` in milliseconds since 1970, `startedAt` when the demo was first started
   */
  versionAt(options: {
    pipeline: NorthstarPipeline;
    environment: string;
    at: number;
    startedAt: number;
  }): string {
    const { pipeline, environment, at, startedAt } = options;
    if (!pipeline.releaseUnit)
      return this.#fileVersion(pipeline, at, startedAt);

    const deployed =
      this.#deployments && at >= this.#deployments.since
        ? this.#deployments.at(pipeline.releaseUnit, environment, at)
        : undefined;
    if (deployed) return deployed.version;

    const { regression } = STORIES;
    let until = Math.min(at, this.#deployments?.since ?? at);
    let extra = 0;
    if (pipeline.releaseUnit === regression.unit && environment === 'prod') {
      until = Math.min(until, startedAt + regression.quietSince);
      extra = at >= startedAt + regression.releasedAt ? 1 : 0;
    }
    const delay = REACHES[environment] ?? REACHES.prod;
    const builds = this.#buildsOf(pipeline, until);
    // From the end: most of what is asked about is recent.
    let arrived = builds.length;
    while (arrived > 0 && builds[arrived - 1] + delay > until) arrived--;
    return this.#name(pipeline, arrived + extra);
  }

  /** What was built of the pipeline's unit, oldest first, with what it is called. */
  builds(
    pipeline: NorthstarPipeline,
    range: { from: number; to: number },
  ): Array<{ at: number; count: number }> {
    return this.#buildsOf(pipeline, range.to)
      .map((at, i) => ({ at, count: i + 1 }))
      .filter(({ at }) => at >= range.from && at <= range.to);
  }

  /** What the build with this number, from 1, is called where it runs. */
  nameOf(pipeline: NorthstarPipeline, count: number): string {
    return this.#name(pipeline, count);
  }

  #buildsOf(pipeline: NorthstarPipeline, to: number): number[] {
    const unit = pipeline.releaseUnit!;
    const known = this.#builds.get(unit) ?? { through: EPOCH, at: [] };
    this.#builds.set(unit, known);
    for (; known.through <= to; known.through += DAY) {
      const weekday = new Date(known.through).getUTCDay();
      const [chance, time] = draws(this.#seed, 'build', unit, known.through);
      if (weekday >= 1 && weekday <= 5 && chance < pace(pipeline)) {
        // Between nine and four, when its builders are awake.
        known.at.push(
          known.through + 9 * HOUR + Math.floor(time * 420) * MINUTE,
        );
      }
    }
    return known.at;
  }

  #name(pipeline: NorthstarPipeline, count: number): string {
    const unit = pipeline.releaseUnit!;
    const key = `${unit} ${count}`;
    const known = this.#names.get(key);
    if (known) return known;
    const name = this.#newName(pipeline, unit, count);
    this.#names.set(key, name);
    return name;
  }

  #newName(pipeline: NorthstarPipeline, unit: string, count: number): string {
    if (pipeline.type === 'dbt-selection') {
      return hexadecimal(7, this.#seed, 'commit', unit, count);
    }
    if (pipeline.type === 'airflow-dag') return `2.${count}.0`;
    const [base] = draws(this.#seed, 'major', unit);
    return `${1 + Math.floor(base * 5)}.${Math.floor(count / 4)}.${count % 4}`;
  }

  /** Legacy DAGs have no release: their version is the digest of the file. */
  #fileVersion(
    pipeline: NorthstarPipeline,
    at: number,
    startedAt: number,
  ): string {
    const { changedByHand } = STORIES;
    const changed =
      pipeline.name === changedByHand.pipeline &&
      at >= startedAt + changedByHand.at;
    return `file-${hexadecimal(
      8,
      this.#seed,
      'file',
      pipeline.name,
      changed ? 'changed' : '',
    )}`;
  }
}
