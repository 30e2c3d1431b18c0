import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { Technology } from '@sluice/plugin-pipelines-common';
import type {
  CollectOptions,
  FreshnessReading,
  PipelineDefinition,
  RunBatch,
  RunObservation,
  RunSource,
  SourceIssue,
  TaskObservation,
  TestReading,
} from '@sluice/plugin-pipelines-node';
import { externalIdOf, linkOf } from '../catalog/technologies';
import { GROUPS, type NorthstarPipeline } from '../fleet';
import {
  type ClusterNow,
  deadLettersAt,
  type OperationLog,
  type StreamClock,
  StreamCluster,
  tellStreams,
} from '../streams';
import { BatchTimeline } from './BatchTimeline';
import { ContinuousTimeline } from './ContinuousTimeline';
import { loadReadings } from './loads';
import { readCursor, writeCursor, type Progress } from './cursor';
import { lagReadings, SAMPLED, startsOf } from './freshness';
import type { StagedOutages } from './StagedOutages';
import type { StartOfDemo } from './StartOfDemo';
import { sweep } from './sweep';
import { taskReadings, tasksOf } from './tasks';
import { testResults } from './testResults';
import { DAY, HOUR, iso } from './time';
import type { Timeline } from './Timeline';
import type { ReleaseHistory } from './versions';

/** The tasks of so many runs are told in a sweep. */
const TASKS_OF_RUNS = 200;

/** What a simulated source is made from. @internal */
export type NorthstarSourceOptions = {
  id: string;
  technology: Technology;
  title: string;
  environment: string;
  version: string;
  pipelines: NorthstarPipeline[];
  seed: string;
  historyDays: number;
  tickSeconds: number;
  start: StartOfDemo;
  releases: ReleaseHistory;
  issues?: SourceIssue[];
  /** From when on it can't be reached, relative to the first start (milliseconds), and what it says then. */
  outage?: { since: number; message: string };
  /** What was done to simulated clusters. */
  operations?: OperationLog;
  /** What people take down, and bring back. */
  staged: StagedOutages;
  /** The clock for what is asked on demand. */
  now: () => Date;
};

/**
 * A source whose runs are made up. It keeps to all that a real one does: a sweep goes on where the last one ended,
 * what was missed meanwhile is filled in, and what is delivered twice is the same.
 *
 * @internal
 */
export class NorthstarSource implements RunSource {
  readonly id: string;
  readonly technology: Technology;
  readonly title: string;
  readonly environment: string;
  readonly demo = true;
  readonly schedule: { intervalSeconds: number; timeoutSeconds: number };
  readonly readTasks?: RunSource['readTasks'];
  readonly readDeadLetters?: RunSource['readDeadLetters'];
  readonly #options: NorthstarSourceOptions;
  readonly #timelines: Map<string, Timeline>;
  /** What a source of consumers reads besides their processes. */
  readonly #cluster: StreamCluster | undefined;
  /** When the demo was first started, once a sweep has told. */
  #startedAt: number | undefined;
  #hasListed = false;

  constructor(options: NorthstarSourceOptions) {
    this.#options = options;
    this.id = options.id;
    this.technology = options.technology;
    this.title = options.title;
    this.environment = options.environment;
    this.schedule = {
      intervalSeconds: options.tickSeconds,
      timeoutSeconds: 60,
    };
    this.#timelines = new Map(
      options.pipelines.map(pipeline => {
        const { schedule } = pipeline;
        const shared = { ...options, pipeline };
        return [
          externalIdOf(pipeline),
          schedule
            ? new BatchTimeline({ ...shared, schedule })
            : new ContinuousTimeline(shared),
        ];
      }),
    );
    if (options.technology === 'kafka') {
      this.#cluster = new StreamCluster(options);
      this.readDeadLetters = async (topic, { limit }) => {
        const { now, seed, staged, start } = options;
        staged.check(this.id);
        const at = now().getTime();
        return deadLettersAt({
          seed,
          topic,
          limit,
          at,
          startedAt: start.known ?? at,
        });
      };
    } else {
      this.readTasks = run => this.#readTasks(run);
    }
  }

  async *collect(options: CollectOptions): AsyncGenerator<RunBatch> {
    const { historyDays, outage, staged, start, version, issues, releases } =
      this.#options;
    staged.check(this.id);
    releases.refresh();
    const now = options.now().getTime();
    const saved =
      options.cursor === undefined ? undefined : readCursor(options.cursor);
    const startedAt = start.of(saved?.startedAt, now);
    this.#startedAt = startedAt;

    const begin = now - historyDays * DAY;
    const from = saved?.through ?? begin;
    const to = outage ? Math.min(now, startedAt + outage.since) : now;
    // Once its history is told it stays down: an outage that ended by itself would need somebody to have ended it.
    if (outage && saved && from >= to) {
      throw new ServiceUnavailableError(outage.message);
    }

    let progress: Progress = { startedAt, through: from };
    // A clock that was set back finds everything delivered already.
    if (from < to) {
      yield* this.#streams(progress, to);
      const slices = sweep({
        timelines: [...this.#timelines.values()],
        from,
        to,
        startedAt,
        isNew: !saved,
        skipTo: begin > from ? Math.min(begin, to) : undefined,
        signal: options.signal,
      });
      for await (const { runs, through } of slices) {
        // Readings go first and don't move the cursor: after a crash in between they come once more, which changes nothing.
        for (const freshness of this.#lag(
          progress.through,
          through,
          to,
          startedAt,
        )) {
          yield { cursor: writeCursor(progress), freshness };
        }
        progress = { startedAt, through };
        const tests = this.#tests(runs, now);
        const freshness = this.#loads(runs, now);
        yield {
          cursor: writeCursor(progress),
          runs,
          ...(tests && { tests }),
          ...(freshness && { freshness }),
        };
      }
    }

    yield* this.#wantedTasks(options, progress);
    if (this.#cluster && from < to) {
      const lag = this.#cluster.read(to, this.#clock(to, to, startedAt));
      yield { cursor: writeCursor(progress), lag };
    }

    if (!this.#hasListed || this.#hasMoved(from, now, startedAt)) {
      yield {
        cursor: writeCursor(progress),
        definitions: this.#definitions(now, startedAt),
        definitionsComplete: true,
        issues: issues ?? [],
        version,
      };
      this.#hasListed = true;
    } else if (from >= to) {
      yield { cursor: writeCursor(progress) };
    }
  }

  /** What SLOs ask of the tasks of runs. */
  async *#wantedTasks(
    options: CollectOptions,
    progress: Progress,
  ): AsyncGenerator<RunBatch> {
    const wanted = (await options.wantedTasks?.(TASKS_OF_RUNS)) ?? [];
    if (wanted.length === 0) return;
    const now = options.now().getTime();
    const { startedAt } = progress;
    const tasks = wanted.flatMap(run => {
      const timeline = this.#timelines.get(run.pipelineExternalId);
      const found = timeline?.find({
        externalId: run.runExternalId,
        startedAt,
        now,
      });
      if (!timeline || !found) return [];
      const { pipeline } = timeline;
      const { seed } = this.#options;
      const own = tasksOf({ seed, pipeline, run: found, now });
      return taskReadings(run, pipeline.type, own);
    });
    yield { cursor: writeCursor(progress), tasks };
  }

  /**
   * What a source of consumers would read of its cluster now.
   *
   * @throws ServiceUnavailableError before its first sweep: nothing has begun then
   */
  clusterNow(): ClusterNow {
    const startedAt = this.#startedAt ?? this.#options.start.known;
    if (!this.#cluster || startedAt === undefined) {
      throw new ServiceUnavailableError(
        `${this.id} wasn't read since the portal started: try again in a moment`,
      );
    }
    const now = this.#options.now().getTime();
    const clock = this.#clock(now, now, startedAt);
    return { startedAt, reading: this.#cluster.read(now, clock) };
  }

  /** Where consumer groups stood since the last sweep, if that was a while ago. */
  *#streams(progress: Progress, to: number): Generator<RunBatch> {
    if (!this.#cluster) return;
    const { startedAt, through: from } = progress;
    const told = tellStreams({
      seed: this.#options.seed,
      cluster: this.#cluster,
      clock: this.#clock(from, to, startedAt),
      from,
      to,
    });
    const cursor = writeCursor(progress);
    for (const part of told) yield { cursor, ...part };
  }

  #clock(from: number, to: number, startedAt: number): StreamClock {
    const of = { from, to, startedAt };
    return {
      startedAt,
      starts: new Map(
        [...this.#timelines.values()].map(timeline => [
          timeline.pipeline.name,
          startsOf(timeline, of),
        ]),
      ),
    };
  }

  /** How far consumers were behind in (from, to], a batch an hour. */
  *#lag(
    from: number,
    to: number,
    now: number,
    startedAt: number,
  ): Generator<FreshnessReading[]> {
    const { seed, technology } = this.#options;
    const first = Math.max(from, now - SAMPLED);
    if (technology !== 'kafka' || first >= to) return;
    const consumers = [...this.#timelines.values()].map(timeline => ({
      timeline,
      starts: startsOf(timeline, { from: first, to, startedAt }),
    }));
    for (let after = first; after < to; after += HOUR) {
      const period = { from: after, to: Math.min(after + HOUR, to) };
      const readings = consumers.flatMap(consumer =>
        lagReadings({ seed, ...consumer, ...period, startedAt }),
      );
      if (readings.length > 0) yield readings;
    }
  }

  /** What the tests of these runs said; undefined where runs have none. */
  #tests(runs: RunObservation[], now: number): TestReading[] | undefined {
    const { seed, technology } = this.#options;
    if (technology !== 'dbt') return undefined;
    return [...this.#timelines].flatMap(([externalId, { pipeline }]) =>
      testResults({
        seed,
        pipeline,
        runs: runs.filter(run => run.pipelineExternalId === externalId),
        now,
      }),
    );
  }

  /** When these runs loaded their models; undefined where there are none. */
  #loads(runs: RunObservation[], now: number): FreshnessReading[] | undefined {
    if (this.technology !== 'dbt') return undefined;
    return [...this.#timelines].flatMap(([externalId, { pipeline }]) =>
      loadReadings({
        pipeline,
        runs: runs.filter(run => run.pipelineExternalId === externalId),
        now,
      }),
    );
  }

  /** Whether a pipeline was due meanwhile, so that it is next due at another time. */
  #hasMoved(from: number, now: number, startedAt: number): boolean {
    return [...this.#timelines.values()].some(timeline => {
      const due = timeline.nextDue(Math.min(from, now), startedAt);
      return due !== undefined && due <= now;
    });
  }

  #definitions(now: number, startedAt: number): PipelineDefinition[] {
    return [...this.#timelines].map(([externalId, timeline]) => {
      const { pipeline } = timeline;
      const next = timeline.nextDue(now, startedAt);
      const isPaused = timeline.isPaused(now, startedAt);
      const schedule = timeline.schedule;
      return {
        externalId,
        type: pipeline.type,
        description: `${pipeline.does}.`,
        tags: [pipeline.domain, ...pipeline.classification],
        owners: GROUPS.filter(({ name }) => name === pipeline.owner).map(
          ({ title }) => title,
        ),
        ...(schedule && {
          schedule: schedule.cron,
          timezone: schedule.timezone,
        }),
        ...(next !== undefined && { nextRunAt: iso(next) }),
        paused: isPaused,
        url: linkOf(pipeline).url,
      };
    });
  }

  async #readTasks(run: {
    pipelineExternalId: string;
    externalId: string;
  }): Promise<TaskObservation[]> {
    const { id, outage, seed, staged } = this.#options;
    staged.check(id);
    if (outage) throw new ServiceUnavailableError(outage.message);
    const startedAt = this.#startedAt;
    if (startedAt === undefined) {
      throw new ServiceUnavailableError(
        `${id} hasn't been read since the start; try again in a few seconds`,
      );
    }
    const now = this.#options.now().getTime();
    const timeline = this.#timelines.get(run.pipelineExternalId);
    const found = timeline?.find({
      externalId: run.externalId,
      startedAt,
      now,
    });
    if (!timeline || !found || found.dueAt > now) {
      throw new NotFoundError(
        `${id} has no run ${run.externalId} of ${run.pipelineExternalId}`,
      );
    }
    return tasksOf({ seed, pipeline: timeline.pipeline, run: found, now });
  }
}
