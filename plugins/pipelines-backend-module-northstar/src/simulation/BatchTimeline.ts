import { externalIdOf } from '../catalog/technologies';
import type { StagedRun } from '../deployment/records';
import { PIPELINES, type NorthstarPipeline, type Schedule } from '../fleet';
import { draws } from './draws';
import { fateOf, LONGEST_RUN } from './fate';
import { dueTimesOf, scheduleIn, type DueTimes } from './schedule';
import type { SimulatedRun } from './SimulatedRun';
import { pausedSince, STORIES } from './stories';
import { DAY, iso, SECOND } from './time';
import type { Timeline, TimelineOptions } from './Timeline';
import type { ReleaseHistory } from './versions';

/** How many of the moments at which somebody could start a run in dev are used. */
const DEV_RUN_RATE = 0.4;

/** What a run on command takes. */
const COMMANDED_RUN = 10 * SECOND;

const airflowDate = (at: number) => iso(at).replace('.000Z', '+00:00');

/** The runs of a pipeline with a schedule. @internal */
export class BatchTimeline implements Timeline {
  readonly pipeline: NorthstarPipeline;
  readonly schedule?: Schedule;
  readonly #seed: string;
  readonly #environment: string;
  readonly #releases: ReleaseHistory;
  readonly #due: DueTimes;
  readonly #place: number;

  constructor(options: TimelineOptions & { schedule: Schedule }) {
    this.pipeline = options.pipeline;
    this.#seed = options.seed;
    this.#environment = options.environment;
    this.#releases = options.releases;
    this.#place = PIPELINES.indexOf(options.pipeline);
    const schedule = scheduleIn(
      options.environment,
      options.schedule,
      this.#place,
    );
    this.#due = dueTimesOf(schedule);
    if (options.environment !== 'dev') this.schedule = schedule;
  }

  *runs(options: { from: number; to: number; startedAt: number }) {
    const { from, startedAt, to } = options;
    const staged = this.#releases
      .staged(this.pipeline, this.#environment)
      .filter(({ at }) => at > from && at <= to);
    let next = 0;
    for (const group of this.#onSchedule(options)) {
      while (next < staged.length && staged[next].at < group.dueAt) {
        yield this.#onCommand(staged[next++], startedAt);
      }
      yield group;
    }
    while (next < staged.length) {
      yield this.#onCommand(staged[next++], startedAt);
    }
  }

  *#onSchedule(options: { from: number; to: number; startedAt: number }) {
    const { from, to, startedAt } = options;
    const end = Math.min(to, this.#pausedSince(startedAt) ?? to);
    // The interval of the first run begins at the due time before it.
    let previous = this.#due.latest(from);
    let dueAt = this.#due.next(from);
    while (dueAt !== undefined && dueAt <= end) {
      const runs = this.#runsDueAt(dueAt, previous ?? dueAt - DAY, startedAt);
      if (runs.length > 0) yield { dueAt, runs };
      previous = dueAt;
      dueAt = this.#due.next(dueAt);
    }
  }

  #onCommand({ at, state }: StagedRun, startedAt: number) {
    const environment = this.#environment;
    const { pipeline } = this;
    const isBad = this.#releases
      .badTimes(pipeline, environment)
      .some(({ from, until }) => at >= from && at < until);
    const run: SimulatedRun = {
      ...this.#named(at, at, true),
      dueAt: at,
      startAt: at,
      endAt: at + COMMANDED_RUN,
      outcome: isBad ? 'failed' : state,
      version: this.#releases.versionAt({
        pipeline,
        environment,
        at,
        startedAt,
      }),
      note: 'Started on command (simulated)',
    };
    return { dueAt: at, runs: [run] };
  }

  find(options: { externalId: string; startedAt: number; now: number }) {
    const { externalId, startedAt } = options;
    const at = this.#momentIn(externalId);
    if (at === undefined) return undefined;
    // A run is named after its own moment or the start of its interval, a rerun after a moment some hours later.
    const window = {
      from: at - LONGEST_RUN,
      to: this.#due.next(at) ?? at,
      startedAt,
    };
    for (const { runs } of this.runs(window)) {
      const found = runs.find(run => run.externalId === externalId);
      if (found) return found;
    }
    return undefined;
  }

  isPaused(at: number, startedAt: number): boolean {
    return at >= (this.#pausedSince(startedAt) ?? Infinity);
  }

  nextDue(after: number, startedAt: number): number | undefined {
    if (!this.schedule || this.isPaused(after, startedAt)) return undefined;
    return this.#due.next(after);
  }

  #pausedSince(startedAt: number): number | undefined {
    return this.#environment === 'prod'
      ? pausedSince(this.pipeline, startedAt)
      : undefined;
  }

  #runsDueAt(
    dueAt: number,
    intervalStart: number,
    startedAt: number,
  ): SimulatedRun[] {
    const { pipeline } = this;
    const environment = this.#environment;
    const isManual = environment === 'dev';
    if (isManual) {
      const [wanted] = draws(this.#seed, 'dev', pipeline.name, dueAt);
      if (wanted >= DEV_RUN_RATE) return [];
    }

    const fate = fateOf({
      seed: this.#seed,
      pipeline,
      environment,
      dueAt,
      interval: dueAt - intervalStart,
      startedAt,
      badTimes: this.#releases.badTimes(pipeline, environment),
    });
    const version = (at: number) =>
      this.#releases.versionAt({ pipeline, environment, at, startedAt });
    const { changedByHand } = STORIES;
    const changedAt = startedAt + changedByHand.at;
    const isFirstAfterChange =
      pipeline.name === changedByHand.pipeline &&
      intervalStart < changedAt &&
      dueAt >= changedAt;

    const run: SimulatedRun = {
      ...this.#named(dueAt, intervalStart, isManual),
      dueAt,
      startAt: fate.startAt,
      endAt: fate.endAt,
      outcome: fate.outcome,
      intervalStart: isManual ? undefined : intervalStart,
      version: version(fate.startAt),
      note: isFirstAfterChange ? changedByHand.note : undefined,
      endNote: fate.endNote,
    };
    if (!fate.rerun) return [run];

    const { dueAt: rerunAt, duration } = fate.rerun;
    const rerun: SimulatedRun = {
      ...this.#named(rerunAt, intervalStart, true),
      dueAt: rerunAt,
      startAt: rerunAt + 3_000,
      endAt: rerunAt + 3_000 + duration,
      outcome: 'success',
      version: version(rerunAt),
      note: `Rerun by hand of ${run.externalId} (simulated)`,
    };
    return [run, rerun];
  }

  #named(dueAt: number, intervalStart: number, isManual: boolean) {
    const { name, type } = this.pipeline;
    const host = 'northstar.example';
    const named = (externalId: string, url: string) => ({
      pipelineExternalId: externalIdOf(this.pipeline),
      externalId,
      runType: isManual ? ('manual' as const) : ('scheduled' as const),
      url,
    });
    switch (type) {
      case 'airflow-dag': {
        const id = isManual
          ? `manual__${airflowDate(dueAt)}`
          : `scheduled__${airflowDate(intervalStart)}`;
        return named(
          id,
          `https://airflow.${host}/dags/${name}/grid?dag_run_id=${encodeURIComponent(
            id,
          )}`,
        );
      }
      case 'spark-job': {
        const number = String(this.#place).padStart(4, '0');
        const id = `application_${dueAt}_${number}`;
        return named(id, `https://spark.${host}/history/${id}/jobs/`);
      }
      default: {
        const id = `${name}.${iso(dueAt)}`;
        return named(id, `https://dbt.${host}/runs/${encodeURIComponent(id)}`);
      }
    }
  }

  #momentIn(externalId: string): number | undefined {
    const spark = /^application_(\d{1,15})_\d{4}$/.exec(externalId);
    if (spark) return Number(spark[1]);
    const written = /\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)$/.exec(externalId);
    const at = written ? Date.parse(written[0]) : NaN;
    return Number.isNaN(at) ? undefined : at;
  }
}
