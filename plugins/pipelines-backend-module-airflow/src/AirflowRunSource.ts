import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type {
  CollectOptions,
  RunBatch,
  RunObservation,
  RunSource,
  SourceIssue,
  TaskObservation,
} from '@sluice/plugin-pipelines-node';
import type { AirflowApi } from './AirflowApi';
import {
  AirflowConnection,
  type Airflow,
  type Pulse,
} from './AirflowConnection';
import type { DagWarningBody } from './bodies';
import type { RetryOptions } from './client';
import type { AirflowInstance } from './config';
import { readCursor, writeCursor, type AirflowCursor } from './cursor';
import { DagCatalog } from './DagCatalog';
import { isAirflowFailure } from './errors';
import { readLostRuns } from './lostRuns';
import {
  clockSkewIssues,
  dagWarningIssues,
  healthIssues,
  importErrorIssues,
} from './issues';
import { trackInFlight } from './inFlight';
import { skippedRunIssues } from './skippedRuns';
import { sweepRuns } from './sweepRuns';
import { readTasks } from './tasks';
import { readWantedTasks } from './wantedTasks';

/** How often everything is read that changes rarely: all DAGs, warnings, datasets, the version, runs that got lost. */
const SURVEY_SECONDS = 300;
/** The tasks of so many runs are read in a sweep: eight requests. A longer history is read over several. */
const TASKS_OF_RUNS_PER_SWEEP = 400;

/**
 * Runs and DAGs of one Airflow 2.x or 3.x.
 *
 * A sweep in which little happened costs at most six requests: health, changed runs, import errors, and three pages of DAGs.
 *
 * @internal
 */
export class AirflowRunSource implements RunSource {
  readonly technology = 'airflow';
  readonly #instance: AirflowInstance;
  readonly #connection: AirflowConnection;
  readonly #catalog: DagCatalog;
  #surveyed?: { api: AirflowApi; at: Date };
  #warnings: DagWarningBody[] = [];
  /** A listing that took too long goes last in the next sweep, so that runs are read at all. */
  #didListingFail = false;

  static create(options: {
    instance: AirflowInstance;
    retry?: Partial<RetryOptions>;
    requestTimeoutMs?: number;
  }): AirflowRunSource {
    return new AirflowRunSource(options);
  }

  private constructor(options: {
    instance: AirflowInstance;
    retry?: Partial<RetryOptions>;
    requestTimeoutMs?: number;
  }) {
    this.#instance = options.instance;
    this.#connection = AirflowConnection.create(options);
    this.#catalog = DagCatalog.create({
      instance: options.instance,
      isWanted: this.#isWanted,
    });
  }

  /** The configured name, as it is. */
  get id(): string {
    return this.#instance.name;
  }

  get title(): string {
    return this.#instance.title;
  }

  get environment(): string {
    return this.#instance.environment;
  }

  get schedule(): RunSource['schedule'] {
    return this.#instance.schedule;
  }

  async *collect(options: CollectOptions): AsyncGenerator<RunBatch> {
    const { signal, now, logger } = options;
    let cursor = readCursor(options.cursor);
    const { airflow: found, pulse } = await this.#connection.pulse(options);
    const isSurvey = this.#isSurveyDue(found.api, now());
    const airflow = isSurvey ? await this.#survey({ signal, logger }) : found;

    await this.#catalog.zones.refresh({
      api: airflow.api,
      wanted: (await options.wantedSchedules?.()) ?? [],
      now: now(),
      signal,
    });

    // On the first sweep the fleet shows before its history; later what changed comes first.
    const areDagsFirst = !cursor.watermark && !this.#didListingFail;
    if (areDagsFirst) {
      yield* this.#definitions(airflow, { cursor, signal, now, all: isSurvey });
    }
    for await (const part of sweepRuns({
      api: airflow.api,
      instance: this.#instance,
      isWanted: this.#isWanted,
      cursor,
      serverNow: pulse.serverNow,
      now: now(),
      signal,
    })) {
      cursor = part.cursor;
      yield { cursor: writeCursor(cursor), runs: part.runs };
    }
    yield* this.#tasks(airflow, { ...options, cursor });
    if (!areDagsFirst) {
      yield* this.#definitions(airflow, { cursor, signal, now, all: isSurvey });
    }
    let lost: RunObservation[] = [];
    if (isSurvey) {
      lost = await readLostRuns({
        api: airflow.api,
        uiUrl: this.#instance.uiUrl,
        tracked: cursor.inFlight,
        signal,
      });
      cursor = { ...cursor, inFlight: trackInFlight(cursor.inFlight, lost) };
    }
    yield {
      cursor: writeCursor(cursor),
      runs: lost,
      issues: await this.#issues(airflow, { cursor, pulse, signal }),
      version: airflow.version,
    };
  }

  /**
   * @throws NotFoundError if Airflow no longer has the run
   * @throws ServiceUnavailableError if Airflow can't be read
   */
  async readTasks(
    run: { pipelineExternalId: string; externalId: string },
    { signal }: { signal: AbortSignal },
  ): Promise<TaskObservation[]> {
    const asked = { dagId: run.pipelineExternalId, runId: run.externalId };
    try {
      const { api } = await this.#connection.get(signal);
      return readTasks(await api.tasks(asked, { signal }), {
        ...asked,
        uiUrl: this.#instance.uiUrl,
        major: api.dialect.major,
      });
    } catch (error) {
      if (isAirflowFailure(error, 'not-found')) {
        throw new NotFoundError(
          `Airflow ${this.id} no longer has the run ${asked.runId} of ${asked.dagId}`,
        );
      }
      throw new ServiceUnavailableError(toError(error).message);
    }
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  readonly #isWanted = (dagId: string): boolean => {
    const { include, exclude } = this.#instance.dags;
    return (!include || include.test(dagId)) && !exclude?.test(dagId);
  };

  /** Also after an upgrade to another API. */
  #isSurveyDue(api: AirflowApi, now: Date): boolean {
    return (
      this.#surveyed?.api !== api ||
      now.getTime() - this.#surveyed.at.getTime() >= SURVEY_SECONDS * 1000
    );
  }

  async #survey({
    signal,
    logger,
  }: {
    signal: AbortSignal;
    logger: LoggerService;
  }): Promise<Airflow> {
    const airflow = await this.#connection.detect(signal);
    const { api } = airflow;
    // Both only add words: a user who may not read them still reads runs.
    const optional = async <T>(what: string, read: Promise<T>, none: T) => {
      try {
        return await read;
      } catch (error) {
        if (!isAirflowFailure(error, 'refused', 'not-found')) throw error;
        logger.warn(`${what} are left out: ${error.message}`);
        return none;
      }
    };
    this.#warnings = await optional(
      'DAG warnings',
      api.dagWarnings({ signal }),
      [],
    );
    this.#catalog.datasets = await optional(
      'Datasets',
      api.datasetsByConsumer({ signal }),
      new Map(),
    );
    return airflow;
  }

  /** What somebody asked for of the runs that were handed over: those of this sweep, and those that go on. */
  async *#tasks(
    { api }: Airflow,
    {
      cursor,
      signal,
      wantedTasks,
    }: Omit<CollectOptions, 'cursor'> & { cursor: AirflowCursor },
  ): AsyncGenerator<RunBatch> {
    const wanted = (await wantedTasks?.(TASKS_OF_RUNS_PER_SWEEP)) ?? [];
    for await (const tasks of readWantedTasks({ api, wanted, signal })) {
      yield { cursor: writeCursor(cursor), tasks };
    }
  }

  async *#definitions(
    { api }: Airflow,
    options: {
      cursor: AirflowCursor;
      signal: AbortSignal;
      now: () => Date;
      all: boolean;
    },
  ): AsyncGenerator<RunBatch> {
    const { signal, now, all } = options;
    const cursor = writeCursor(options.cursor);
    this.#didListingFail = true;
    for await (const part of this.#catalog.read({ api, signal, all })) {
      yield {
        cursor,
        definitions: part.definitions,
        definitionsComplete: part.isComplete || undefined,
      };
    }
    this.#didListingFail = false;
    // Not at the end of the sweep: a long first history must not begin with the same survey in each of its sweeps.
    if (all) this.#surveyed = { api, at: now() };
  }

  async #issues(
    { api }: Airflow,
    options: { cursor: AirflowCursor; pulse: Pulse; signal: AbortSignal },
  ): Promise<SourceIssue[]> {
    const { cursor, pulse, signal } = options;
    return [
      ...healthIssues(pulse.health),
      ...clockSkewIssues(pulse.skewSeconds),
      ...(await this.#importErrors(api, signal)),
      ...dagWarningIssues(
        this.#warnings.filter(warning => this.#isWanted(warning.dag_id)),
      ),
      ...skippedRunIssues(cursor.skipped),
    ];
  }

  async #importErrors(
    api: AirflowApi,
    signal: AbortSignal,
  ): Promise<SourceIssue[]> {
    try {
      return importErrorIssues(
        await api.importErrors({ signal }),
        this.#catalog.dagsByFile,
      );
    } catch (error) {
      if (!isAirflowFailure(error, 'refused')) throw error;
      return [
        {
          kind: 'import-error',
          title: "Import errors can't be read",
          message: error.message,
        },
      ];
    }
  }
}
