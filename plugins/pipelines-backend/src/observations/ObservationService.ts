import {
  cronFault,
  type SourceTechnology,
} from '@sluice/plugin-pipelines-common';
import type { RunSource } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type {
  Binding,
  ExternalPipeline,
  PipelineToJudge,
  SourcePipeline,
} from './externalPipelineRecords';
import type { ExternalPipelineStore } from './ExternalPipelineStore';
import { CLOCK_SKEW_TOLERANCE_MS } from './readRun';
import type { StoredRun } from './runRecords';
import type { EndedRun, RunFilter, RunStore } from './RunStore';
import type { RunTask, RunTaskStore, TaskWish } from './RunTaskStore';
import { sourceHealth, type SourceHealth } from './sourceHealth';
import type { SourceStore, StoredSource } from './SourceStore';
import type {
  FreshnessWish,
  WantedFreshnessStore,
} from './WantedFreshnessStore';
import type { WantedScheduleStore } from './WantedScheduleStore';

/** How many runs of a pipeline the fleet shows. @internal */
export const RECENT_RUNS = 30;

/** A source with its judgement. @internal */
export type ObservedSource = StoredSource & {
  health: SourceHealth;
  /** How many pipelines it lists. */
  pipelines: number;
};

/** All that is known of one pipeline in one environment. @internal */
export type EnvironmentEvidence = {
  environment: string;
  externalPipelineIds: number[];
  /** What sources that are configured say of it. */
  sightings: SourcePipeline[];
  /** Newest first, at most {@link RECENT_RUNS}, none of them due in the future. */
  recentRuns: StoredRun[];
  /** The last run that ended, which may be older than all recent ones. */
  lastEnded: StoredRun | undefined;
};

/** What is known of the runs of a pipeline in one environment over a period. @internal */
export type RunHistory = {
  /** Oldest first. */
  runs: StoredRun[];
  /**
   * Up to when every source of it was read: whatever happened before is known. Null if one was never read, or nothing observes the
   * pipeline there.
   */
  readThrough: string | null;
  /** Its schedule where the sources name a cron expression with a zone. */
  schedule: { cron: string; timezone: string } | undefined;
  /** Switched off at all of its sources. */
  paused: boolean;
  /** The place of the oldest run that is kept; undefined if it never ran. */
  firstPlace?: string;
};

/** What the other contexts may ask of observations. @internal */
export class ObservationService {
  readonly #database: Knex;
  readonly #configured: Map<string, RunSource>;
  readonly #sources: SourceStore;
  readonly #pipelines: ExternalPipelineStore;
  readonly #runs: RunStore;
  readonly #tasks: RunTaskStore;
  readonly #schedules: WantedScheduleStore;
  readonly #freshness: WantedFreshnessStore;
  readonly #now: () => Date;

  constructor(options: {
    database: Knex;
    configured: RunSource[];
    sources: SourceStore;
    pipelines: ExternalPipelineStore;
    runs: RunStore;
    tasks: RunTaskStore;
    schedules: WantedScheduleStore;
    freshness: WantedFreshnessStore;
    now: () => Date;
  }) {
    this.#database = options.database;
    this.#configured = new Map(options.configured.map(s => [s.id, s]));
    this.#sources = options.sources;
    this.#pipelines = options.pipelines;
    this.#runs = options.runs;
    this.#tasks = options.tasks;
    this.#schedules = options.schedules;
    this.#freshness = options.freshness;
    this.#now = options.now;
  }

  /** Ids of the sources in the config, in its order. */
  get sourceIds(): string[] {
    return [...this.#configured.keys()];
  }

  /** A source that is configured now. */
  source(id: string): RunSource | undefined {
    return this.#configured.get(id);
  }

  /** The sources in the config with their health. */
  async sources(): Promise<ObservedSource[]> {
    const stored = await this.#sources.list(this.sourceIds, this.#database);
    const counts = await this.#pipelines.countBySource(this.#database);
    const now = this.#now();
    return stored.map(source => ({
      ...source,
      health: sourceHealth(source, now),
      pipelines: counts.get(source.id) ?? 0,
    }));
  }

  /** The health of the sources in the config, without the number of their pipelines, which takes a look at all of them. */
  async health(): Promise<Array<StoredSource & { health: SourceHealth }>> {
    const stored = await this.#sources.list(this.sourceIds, this.#database);
    const now = this.#now();
    return stored.map(s => ({ ...s, health: sourceHealth(s, now) }));
  }

  /** Ids of the pipelines that a source lists now. */
  async pipelinesOf(sourceId: string): Promise<number[]> {
    return this.#pipelines.pipelinesOf(sourceId, this.#database);
  }

  /** What is known of these pipelines, by environment. A pipeline that nobody has seen has no entry. */
  async evidence(
    pipelineIds: number[],
  ): Promise<Map<number, EnvironmentEvidence[]>> {
    const external = await this.#pipelines.boundTo(pipelineIds, this.#database);
    const sightings = await this.#pipelines.sourcePipelines(
      external.map(e => e.id),
      this.#database,
    );
    const evidence = new Map<number, EnvironmentEvidence[]>();
    for (const pipelineId of new Set(external.map(e => e.pipelineId!))) {
      const ids = external
        .filter(e => e.pipelineId === pipelineId)
        .map(e => e.id);
      const own = sightings.filter(s => ids.includes(s.externalPipelineId));
      const environments = [];
      for (const environment of new Set(own.map(s => s.environment))) {
        environments.push(
          await this.#inEnvironment(
            environment,
            own.filter(s => s.environment === environment),
          ),
        );
      }
      if (environments.length > 0) evidence.set(pipelineId, environments);
    }
    return evidence;
  }

  async #inEnvironment(
    environment: string,
    sightings: SourcePipeline[],
  ): Promise<EnvironmentEvidence> {
    const externalPipelineIds = [
      ...new Set(sightings.map(s => s.externalPipelineId)),
    ];
    const notAfter = new Date(
      this.#now().getTime() + CLOCK_SKEW_TOLERANCE_MS,
    ).toISOString();
    const filter = { externalPipelineIds, environment };
    const recentRuns = await this.#runs.newest(
      filter,
      { limit: RECENT_RUNS, notAfter },
      this.#database,
    );
    const ended = (run: StoredRun) =>
      (run.state === 'success' || run.state === 'failed') &&
      (run.endedAt ?? '') <= notAfter;
    const lastEnded =
      recentRuns.find(ended) ??
      (recentRuns.length === RECENT_RUNS
        ? await this.#runs.lastEnded(filter, notAfter, this.#database)
        : undefined);
    return {
      environment,
      externalPipelineIds,
      sightings: sightings.filter(s => this.#configured.has(s.sourceId)),
      recentRuns,
      lastEnded,
    };
  }

  /** Runs that ended between two times. */
  async ended(
    filter: { externalPipelineIds: number[]; environment: string },
    period: { from: string; to: string },
  ): Promise<EndedRun[]> {
    return this.#runs.ended(filter, period, this.#database);
  }

  /** The runs of a pipeline in an environment whose place in history is in (after, through]. */
  async history(
    pipelineId: number,
    environment: string,
    period: { after: string; through: string },
  ): Promise<RunHistory> {
    const sightings = (await this.sightings(pipelineId)).filter(
      s => s.environment === environment,
    );
    const externalPipelineIds = [
      ...new Set(sightings.map(s => s.externalPipelineId)),
    ];
    const runs = await this.#runs.placed(
      { externalPipelineIds, environment },
      period,
      this.#database,
    );
    const firstPlace = await this.#runs.firstPlace(
      { externalPipelineIds, environment },
      this.#database,
    );
    const there = sightings.filter(s => !s.goneAt);
    const definitions = there.flatMap(s => s.definition ?? []);
    const scheduled = definitions.find(
      d => d.timezone && d.schedule && !cronFault(d.schedule),
    );
    return {
      runs,
      readThrough: await this.#readThrough(there),
      schedule: scheduled && {
        cron: scheduled.schedule!,
        timezone: scheduled.timezone!,
      },
      paused: definitions.length > 0 && definitions.every(d => d.paused),
      firstPlace,
    };
  }

  /** What became of a task in these runs. Those of which nothing was read yet have no entry. */
  async tasks(runIds: number[], taskId: string): Promise<Map<number, RunTask>> {
    return this.#tasks.ofRuns(runIds, taskId, this.#database);
  }

  /** Has sources find out when these are expected to run, and no others. */
  async wantSchedules(
    wishes: Array<{ pipelineId: number; environment: string }>,
  ): Promise<void> {
    const bound = await this.#boundByPipeline(wishes.map(w => w.pipelineId));
    const all = wishes.flatMap(({ environment, pipelineId }) =>
      (bound.get(pipelineId) ?? []).map(externalPipelineId => ({
        externalPipelineId,
        environment,
      })),
    );
    await this.#database.transaction(tx => this.#schedules.set(all, tx));
  }

  /** Has sources read these more closely, and no others. Of several wishes for one the strictest counts. */
  async wantFreshness(
    wishes: Array<{
      pipelineId: number;
      environment: string;
      maxSeconds: number;
    }>,
  ): Promise<void> {
    const bound = await this.#boundByPipeline(wishes.map(w => w.pipelineId));
    const strictest = new Map<string, FreshnessWish>();
    for (const { environment, maxSeconds, pipelineId } of wishes) {
      for (const externalPipelineId of bound.get(pipelineId) ?? []) {
        const key = `${externalPipelineId} ${environment}`;
        const known = strictest.get(key)?.maxSeconds ?? Infinity;
        strictest.set(key, {
          externalPipelineId,
          environment,
          maxSeconds: Math.min(known, maxSeconds),
        });
      }
    }
    await this.#database.transaction(tx =>
      this.#freshness.set([...strictest.values()], tx),
    );
  }

  async #boundByPipeline(
    pipelineIds: number[],
  ): Promise<Map<number, number[]>> {
    const found = new Map<number, number[]>();
    for await (const slice of slices([...new Set(pipelineIds)])) {
      for (const each of await this.#pipelines.boundTo(slice, this.#database)) {
        const own = found.get(each.pipelineId!) ?? [];
        found.set(each.pipelineId!, [...own, each.id]);
      }
    }
    return found;
  }

  /** Has sources read these tasks from now on, and no others. */
  async wantTasks(
    wishes: Array<{
      pipelineId: number;
      environment: string;
      taskId: string;
      from: string;
    }>,
  ): Promise<void> {
    const bound = await this.#boundByPipeline(wishes.map(w => w.pipelineId));
    const all = wishes.flatMap(({ pipelineId, ...wish }): TaskWish[] =>
      (bound.get(pipelineId) ?? []).map(externalPipelineId => ({
        externalPipelineId,
        ...wish,
      })),
    );
    await this.#database.transaction(tx => this.#tasks.setWishes(all, tx));
  }

  /** Up to when every source of a pipeline in an environment was read; null if one never was, or there is none. */
  async readThrough(
    pipelineId: number,
    environment: string,
  ): Promise<string | null> {
    const sightings = await this.sightings(pipelineId);
    return this.#readThrough(
      sightings.filter(s => s.environment === environment && !s.goneAt),
    );
  }

  async #readThrough(there: SourcePipeline[]): Promise<string | null> {
    const sources = await this.#sources.list(
      [...new Set(there.map(s => s.sourceId))],
      this.#database,
    );
    const read = sources.map(readThrough);
    if (read.length === 0 || read.includes(null)) return null;
    return (read as string[]).sort()[0];
  }

  /** Runs of a pipeline, newest first. */
  async runs(
    pipelineId: number,
    filter: Omit<RunFilter, 'externalPipelineIds'>,
    page: { limit: number; after?: { runAfter: string; id: number } },
  ): Promise<{ runs: StoredRun[]; total: number }> {
    const all = { ...filter, externalPipelineIds: await this.#ids(pipelineId) };
    return {
      runs: await this.#runs.newest(all, page, this.#database),
      total: await this.#runs.count(all, this.#database),
    };
  }

  /** A run with what its technology calls its pipeline, if it is one of this pipeline. */
  async run(
    pipelineId: number,
    runId: number,
  ): Promise<{ run: StoredRun; pipelineExternalId: string } | undefined> {
    const run = await this.#runs.find(runId, this.#database);
    const external = await this.#pipelines.boundTo(
      [pipelineId],
      this.#database,
    );
    const own = external.find(e => e.id === run?.externalPipelineId);
    return run && own && { run, pipelineExternalId: own.externalId };
  }

  async #ids(pipelineId: number): Promise<number[]> {
    const bound = await this.#pipelines.boundTo([pipelineId], this.#database);
    return bound.map(e => e.id);
  }

  /** What sources list and nobody declared, by id. */
  async undeclared(page: {
    afterId: number;
    limit: number;
  }): Promise<Array<ExternalPipeline & { sightings: SourcePipeline[] }>> {
    const found = await this.#pipelines.undeclared(
      { ...page, sourceIds: this.sourceIds },
      this.#database,
    );
    const sightings = await this.#pipelines.sourcePipelines(
      found.map(f => f.id),
      this.#database,
    );
    return found.map(f => ({
      ...f,
      sightings: sightings.filter(
        s =>
          s.externalPipelineId === f.id &&
          s.definition &&
          !s.goneAt &&
          this.#configured.has(s.sourceId),
      ),
    }));
  }

  /** The pipelines that these are bound to; those that aren't bound are left out. */
  async bound(
    names: Array<{ technology: string; externalId: string }>,
  ): Promise<
    Array<{ technology: string; externalId: string; pipelineId: number }>
  > {
    const found = await this.#pipelines.named(names, this.#database);
    return found.flatMap(({ externalId, pipelineId, technology }) =>
      pipelineId === null ? [] : { externalId, pipelineId, technology },
    );
  }

  /** What a technology calls its pipelines, bound to an entity or not. */
  async externalIds(technology: SourceTechnology): Promise<string[]> {
    return this.#pipelines.externalIds(technology, this.#database);
  }

  /** What a technology calls the pipeline. */
  async externalPipelines(pipelineId: number): Promise<ExternalPipeline[]> {
    return this.#pipelines.boundTo([pipelineId], this.#database);
  }

  /** What sources that are configured say of a pipeline. */
  async sightings(pipelineId: number): Promise<SourcePipeline[]> {
    const ids = await this.#ids(pipelineId);
    const found = await this.#pipelines.sourcePipelines(ids, this.#database);
    return found.filter(s => this.#configured.has(s.sourceId));
  }

  /**
   * Makes these the only bindings. History stays with what the technology calls the pipeline.
   *
   * @returns the pipelines that lost a binding
   */
  async rebind(bindings: Binding[], tx: Knex): Promise<number[]> {
    const at = this.#now().toISOString();
    const key = (b: { technology: string; externalId: string }) =>
      `${b.technology} ${b.externalId}`;
    const wanted = new Map(bindings.map(b => [key(b), b]));
    const bound = await this.#pipelines.bound(tx);
    const before = new Map(bound.map(b => [key(b), b]));
    await this.#pipelines.unbind(
      bound.filter(b => !wanted.has(key(b))).map(b => b.id),
      at,
      tx,
    );
    await this.#pipelines.bind(
      [...wanted.values()].filter(binding => {
        const old = before.get(key(binding));
        return (
          old?.pipelineId !== binding.pipelineId ||
          old.declared !== binding.declared
        );
      }),
      at,
      tx,
    );
    return bound.flatMap(old =>
      old.pipelineId !== null &&
      wanted.get(key(old))?.pipelineId !== old.pipelineId
        ? old.pipelineId
        : [],
    );
  }

  /** Pipelines whose observations changed and that the fleet hasn't taken in, the oldest change first. */
  async changed(
    limit: number,
  ): Promise<Array<ExternalPipeline & { changedAt: string }>> {
    return this.#pipelines.changed(limit, this.#database);
  }

  /** Pipelines whose SLOs have to be judged, the oldest change first. */
  async toJudge(limit: number): Promise<PipelineToJudge[]> {
    return this.#pipelines.toJudge(limit, this.#database);
  }

  /** Says that the SLOs of these are judged. */
  async judged(marks: PipelineToJudge[]): Promise<void> {
    await this.#database.transaction(tx =>
      this.#pipelines.clearToJudge(marks, tx),
    );
  }

  /** Says that these changes are taken in. */
  async takenIn(
    changes: Array<{ id: number; changedAt: string }>,
  ): Promise<void> {
    await this.#database.transaction(tx =>
      this.#pipelines.clearChanged(changes, tx),
    );
  }
}

/** A sweep asks for what happened up to its start. */
function readThrough(source: StoredSource): string | null {
  if (!source.lastSuccessAt) return null;
  const took = source.lastDurationMs ?? 0;
  return new Date(Date.parse(source.lastSuccessAt) - took).toISOString();
}
