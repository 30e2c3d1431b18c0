import { setImmediate } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  LagReading,
  RunBatch,
  RunSource,
  SourceIssue,
  WantedTime,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { backoffSeconds } from './backoff';
import type { BatchPart } from './BatchPart';
import type { BatchWriter } from './BatchWriter';
import { errorText } from './errorText';
import type { RunTaskStore } from './RunTaskStore';
import type { ObservationListener, SourceAnnouncer } from './SourceAnnouncer';
import type { SourceStore } from './SourceStore';
import type { WantedFreshnessStore } from './WantedFreshnessStore';
import type { WantedScheduleStore } from './WantedScheduleStore';

/** After this share of its time a sweep that makes progress ends by itself, and goes on from its cursor the next time. */
const BUDGET_SHARE = 0.8;
/** During a long sweep the fleet takes changes in this often, in milliseconds. */
const TAKE_IN_EVERY_MS = 5_000;
/** How many rows that were left out a source shows. */
const MAX_READING_ISSUES = 50;
const MAX_INITIAL_DELAY_SECONDS = 5;

/** What a {@link CollectTask} needs. @internal */
export type CollectTaskOptions = {
  source: RunSource;
  database: Knex;
  sources: SourceStore;
  tasks: RunTaskStore;
  schedules: WantedScheduleStore;
  freshness: WantedFreshnessStore;
  parts: BatchPart[];
  writer: BatchWriter;
  announcer: SourceAnnouncer;
  listener: ObservationListener;
  logger: LoggerService;
  now: () => Date;
  random?: () => number;
};

/** Reads one source in sweeps, each from where the last one ended. No source waits for another. @internal */
export class CollectTask {
  readonly #options: CollectTaskOptions;
  readonly #logger: LoggerService;

  constructor(options: CollectTaskOptions) {
    this.#options = options;
    this.#logger = options.logger.child({ source: options.source.id });
  }

  /** Runs sweeps from now on. Replicas share the work, but each simulates its own demo source. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    const { source, random = Math.random } = this.#options;
    const { intervalSeconds, timeoutSeconds } = source.schedule;
    await scheduler.scheduleTask({
      id: `pipelines-collect-${source.id}`,
      frequency: { seconds: intervalSeconds },
      // Ours ends first, so that what happened is on record before the scheduler gives the task up.
      timeout: { seconds: timeoutSeconds + 5 },
      initialDelay: {
        milliseconds: Math.round(
          random() *
            1000 *
            Math.min(intervalSeconds, MAX_INITIAL_DELAY_SECONDS),
        ),
      },
      scope: source.demo ? 'local' : 'global',
      fn: signal => this.sweep(signal),
    });
  }

  /** Reads the source once, unless it is backing off. Never throws because of the source. */
  async sweep(signal: AbortSignal): Promise<void> {
    const { source, database, sources, now, announcer, listener } =
      this.#options;
    const state = await sources.find(source.id, database);
    const startedAt = now();
    if (state?.nextAttemptAt && state.nextAttemptAt > startedAt.toISOString()) {
      return;
    }
    const timeout = AbortSignal.timeout(source.schedule.timeoutSeconds * 1000);
    const either = AbortSignal.any([signal, timeout]);
    try {
      const { rows, issues } = await this.#read(
        either,
        startedAt,
        state?.cursor,
      );
      await this.#succeeded(startedAt, rows, issues);
    } catch (error) {
      // The backend stops: that says nothing about the source.
      if (signal.aborted && !timeout.aborted) return;
      await this.#failed(
        startedAt,
        timeout.aborted
          ? `The sweep took longer than ${source.schedule.timeoutSeconds} s. Raise the time-out of the source, or look for what makes it slow`
          : errorText(error),
      );
    }
    await announcer.announce([source.id]);
    await listener.observationsChanged();
  }

  async #read(
    signal: AbortSignal,
    sweepStartedAt: Date,
    cursor: CollectCursor,
  ): Promise<{ rows: number; issues: SourceIssue[] }> {
    const { database, freshness, schedules, source, tasks } = this.#options;
    const { writer, now, listener } = this.#options;
    const logger = this.#logger;
    const wantedTasks = (limit: number) =>
      tasks.wanted(source.id, limit, database);
    const wantedSchedules = () => schedules.of(source.id, database);
    const wantedFreshness = () => freshness.of(source, database);
    const batches = source
      .collect({
        cursor,
        signal,
        now,
        logger,
        wantedTasks,
        wantedSchedules,
        wantedFreshness,
        wantedTimes: lag => this.#wantedTimes(lag),
      })
      [Symbol.asyncIterator]();
    const began = Date.now();
    let takenIn = began;
    let rows = 0;
    const issues: SourceIssue[] = [];
    try {
      for (;;) {
        const readAt = now();
        const { done, value: batch } = await unlessAborted(
          batches.next(),
          signal,
        );
        if (done) break;
        const times = { readAt, sweepStartedAt };
        const result = await writer.write(source, batch as RunBatch, times);
        rows += result.rows;
        issues.push(...result.issues);
        // A source that has everything at hand, and SQLite's synchronous driver, would let nothing else run between batches.
        await setImmediate();
        if (Date.now() - takenIn > TAKE_IN_EVERY_MS) {
          await listener.observationsChanged();
          takenIn = Date.now();
        }
        const budgetMs = source.schedule.timeoutSeconds * 1000 * BUDGET_SHARE;
        if (Date.now() - began > budgetMs) break;
      }
    } finally {
      // Not awaited: a source that hangs would hang here as well.
      batches.return?.()?.catch(() => {});
    }
    return { rows, issues: issues.slice(0, MAX_READING_ISSUES) };
  }

  async #wantedTimes(lag: LagReading): Promise<WantedTime[]> {
    const { database, freshness, now, parts, source } = this.#options;
    const promised = await freshness.of(source, database);
    const at = now().toISOString();
    const wanted: WantedTime[] = [];
    for (const part of parts) {
      const options = { source, lag, promised, at, tx: database };
      wanted.push(...((await part.wantedTimes?.(options)) ?? []));
    }
    return wanted;
  }

  async #succeeded(
    startedAt: Date,
    rows: number,
    readingIssues: SourceIssue[],
  ): Promise<void> {
    const { source, database, sources, now } = this.#options;
    const endedAt = now();
    await sources.update(
      source.id,
      {
        lastAttemptAt: startedAt.toISOString(),
        lastSuccessAt: endedAt.toISOString(),
        lastDurationMs: endedAt.getTime() - startedAt.getTime(),
        rows,
        readingIssues,
        consecutiveErrors: 0,
        failingSince: null,
        message: null,
        nextAttemptAt: null,
      },
      database,
    );
    this.#logger.debug(`Read ${rows} new or changed runs`);
  }

  async #failed(startedAt: Date, message: string): Promise<void> {
    const {
      source,
      database,
      sources,
      now,
      random = Math.random,
    } = this.#options;
    const state = await sources.find(source.id, database);
    const consecutiveErrors = (state?.consecutiveErrors ?? 0) + 1;
    const waitSeconds = backoffSeconds({
      consecutiveErrors,
      intervalSeconds: source.schedule.intervalSeconds,
      random: random(),
    });
    const nextAttemptAt = new Date(now().getTime() + waitSeconds * 1000);
    await sources.update(
      source.id,
      {
        lastAttemptAt: startedAt.toISOString(),
        consecutiveErrors,
        failingSince: state?.failingSince ?? startedAt.toISOString(),
        message,
        nextAttemptAt: waitSeconds > 0 ? nextAttemptAt.toISOString() : null,
      },
      database,
    );
    this.#logger.warn(
      `Source can't be read (${consecutiveErrors} in a row): ${message}`,
    );
  }
}

type CollectCursor = Parameters<RunSource['collect']>[0]['cursor'];

/** A source may not listen to its signal; the sweep ends all the same. */
async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
