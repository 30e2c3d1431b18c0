import type {
  DatasetDefinition,
  RunBatch,
  RunSource,
  SourceIssue,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { BatchPart } from './BatchPart';
import { checkBatch } from './checkBatch';
import type { DatasetDefinitionStore } from './datasets/DatasetDefinitionStore';
import type { DatasetStore } from './datasets/DatasetStore';
import type { SourcePipeline } from './externalPipelineRecords';
import type { ExternalPipelineStore } from './ExternalPipelineStore';
import type { ChangeStore } from './history/ChangeStore';
import {
  type CheckedReadings,
  checkReadings,
  type ReadingWriter,
} from './readings/ReadingWriter';
import type { RunStore } from './RunStore';
import type { RunTaskStore } from './RunTaskStore';
import type { SourceStore } from './SourceStore';

/** What became of a batch. @internal */
export type BatchResult = {
  /** Runs that were new or changed, and readings. */
  rows: number;
  /** Rows that could not be stored, and clocks that are wrong. */
  issues: SourceIssue[];
};

type Definition = NonNullable<SourcePipeline['definition']>;

/** Writes a batch with its cursor in one transaction, so that a crash loses and repeats nothing. @internal */
export class BatchWriter {
  readonly #database: Knex;
  readonly #sources: SourceStore;
  readonly #pipelines: ExternalPipelineStore;
  readonly #runs: RunStore;
  readonly #tasks: RunTaskStore;
  readonly #datasets: DatasetStore;
  readonly #datasetDefinitions: DatasetDefinitionStore;
  readonly #readings: ReadingWriter;
  readonly #changes: ChangeStore;
  readonly #parts: BatchPart[];

  constructor(options: {
    database: Knex;
    sources: SourceStore;
    pipelines: ExternalPipelineStore;
    runs: RunStore;
    tasks: RunTaskStore;
    datasets: DatasetStore;
    datasetDefinitions: DatasetDefinitionStore;
    readings: ReadingWriter;
    changes: ChangeStore;
    /** What other contexts make of batches. */
    parts: BatchPart[];
  }) {
    this.#database = options.database;
    this.#sources = options.sources;
    this.#pipelines = options.pipelines;
    this.#runs = options.runs;
    this.#tasks = options.tasks;
    this.#datasets = options.datasets;
    this.#datasetDefinitions = options.datasetDefinitions;
    this.#readings = options.readings;
    this.#changes = options.changes;
    this.#parts = options.parts;
  }

  /**
   * @param readAt - when the source was asked for this batch
   * @param sweepStartedAt - definitions listed since then are those that are still there
   */
  async write(
    source: RunSource,
    batch: RunBatch,
    times: { readAt: Date; sweepStartedAt: Date },
  ): Promise<BatchResult> {
    const { runs, tasks, definitions, datasets, issues } = checkBatch(
      batch,
      times.readAt,
    );
    const read = checkReadings(batch, times.readAt);
    const at = times.readAt.toISOString();
    const rows = await this.#database.transaction(async tx => {
      const ids = await this.#pipelines.resolve(
        source.technology,
        [
          ...runs.map(r => r.externalId),
          ...tasks.map(t => t.pipelineExternalId),
          ...definitions.map(d => d.externalId),
        ],
        tx,
      );
      const written = await this.#runs.upsert(
        source,
        runs.map(({ externalId, run }) => ({
          externalPipelineId: ids.get(externalId)!,
          run,
        })),
        tx,
      );
      const sighting = { sourceId: source.id, environment: source.environment };
      await this.#pipelines.saw(
        [...new Set(runs.map(r => ids.get(r.externalId)!))].map(
          externalPipelineId => ({
            ...sighting,
            externalPipelineId,
            definition: undefined,
            seenAt: at,
          }),
        ),
        tx,
      );
      const redefined = await this.#define(source, definitions, ids, at, tx);
      const gone = batch.definitionsComplete
        ? await this.#gone(source, times.sweepStartedAt, at, tx)
        : [];
      await this.#pipelines.markChanged(
        [
          ...new Set([
            ...written.changedPipelines.keys(),
            ...redefined,
            ...gone,
          ]),
        ],
        at,
        tx,
      );
      await this.#pipelines.markToJudge(written.changedPipelines, tx);
      await this.#tasks.runsChanged(source, written.changed, tx);
      const done = await this.#tasks.write(
        source,
        tasks.map(reading => ({
          externalPipelineId: ids.get(reading.pipelineExternalId)!,
          externalRunId: reading.runExternalId,
          reading,
        })),
        tx,
      );
      await this.#pipelines.markTasks(done, at, tx);
      const derived = await this.#derive(source, batch, at, tx);
      const readings = await this.#readings.write(
        source,
        {
          ...read.readings,
          freshness: [...read.readings.freshness, ...derived],
        },
        at,
        tx,
      );
      await this.#defineDatasets(source, batch, datasets, times, tx);
      if (batch.version) {
        await this.#keepVersion(source, batch.version, at, tx);
      }
      await this.#sources.update(
        source.id,
        {
          cursor: batch.cursor,
          ...(batch.issues && { issues: batch.issues }),
          ...(batch.version && { version: batch.version }),
        },
        tx,
      );
      return written.changed.length + readings;
    });
    return { rows, issues: [...issues, ...read.issues] };
  }

  /** What other contexts make of the batch, and how old data is by it. */
  async #derive(
    source: RunSource,
    batch: RunBatch,
    at: string,
    tx: Knex,
  ): Promise<CheckedReadings['freshness']> {
    const freshness: CheckedReadings['freshness'] = [];
    for (const part of this.#parts) {
      const derived = await part.write({
        source,
        batch,
        at,
        resolve: async externalIds => {
          const { technology } = source;
          await this.#pipelines.resolve(technology, externalIds, tx);
          const named = await this.#pipelines.named(
            externalIds.map(externalId => ({ technology, externalId })),
            tx,
          );
          return new Map(named.map(each => [each.externalId, each]));
        },
        tx,
      });
      freshness.push(...derived.map(each => ({ ...each, skewed: false })));
    }
    return freshness;
  }

  async #defineDatasets(
    source: RunSource,
    batch: RunBatch,
    datasets: DatasetDefinition[],
    times: { readAt: Date; sweepStartedAt: Date },
    tx: Knex,
  ): Promise<void> {
    const at = times.readAt.toISOString();
    if (datasets.length > 0) {
      const ids = await this.#datasets.resolve(
        source.technology,
        datasets.map(d => d.externalId),
        tx,
      );
      await this.#datasetDefinitions.put(
        source.id,
        datasets.map(definition => ({
          datasetId: ids.get(definition.externalId)!,
          definition,
        })),
        at,
        tx,
      );
    }
    if (!batch.datasetsComplete) return;
    const listedSince = times.sweepStartedAt.toISOString();
    await this.#datasetDefinitions.gone(
      { sourceId: source.id, listedSince, at },
      tx,
    );
  }

  /** @returns the pipelines whose definition is new or changed */
  async #define(
    source: RunSource,
    definitions: Definition[],
    ids: Map<string, number>,
    at: string,
    tx: Knex,
  ): Promise<number[]> {
    if (definitions.length === 0) return [];
    const unique = new Map(
      definitions.map(d => [ids.get(d.externalId)!, d] as const),
    );
    const known = await this.#pipelines.sourcePipelines([...unique.keys()], tx);
    const own = known.filter(k => k.sourceId === source.id);
    const before = new Map(
      own
        .filter(k => !k.goneAt)
        .map(k => [k.externalPipelineId, JSON.stringify(k.definition)]),
    );
    await this.#changes.putDefinitions(
      source,
      own
        // What is listed for the first time is new, not changed.
        .filter(k => k.definition)
        .map(({ definition, externalPipelineId, goneAt }) => ({
          externalPipelineId,
          before: goneAt ? undefined : definition,
          after: unique.get(externalPipelineId),
        })),
      at,
      tx,
    );
    await this.#pipelines.saw(
      [...unique].map(([externalPipelineId, definition]) => ({
        sourceId: source.id,
        environment: source.environment,
        externalPipelineId,
        definition,
        seenAt: at,
      })),
      tx,
    );
    return [...unique]
      .filter(([id, d]) => before.get(id) !== JSON.stringify(d))
      .map(([id]) => id);
  }

  /** Says when a source became another version: an upgrade changes how runs behave. */
  async #keepVersion(
    source: RunSource,
    version: string,
    at: string,
    tx: Knex,
  ): Promise<void> {
    const known = await this.#sources.find(source.id, tx);
    if (!known?.version || known.version === version) return;
    await this.#changes.putSource(
      {
        sourceId: source.id,
        at,
        field: 'version',
        before: known.version,
        after: version,
      },
      tx,
    );
  }

  /** @returns the pipelines that a complete listing left out */
  async #gone(
    source: RunSource,
    sweepStartedAt: Date,
    at: string,
    tx: Knex,
  ): Promise<number[]> {
    const listedSince = sweepStartedAt.toISOString();
    const gone = await this.#pipelines.gone(
      { sourceId: source.id, listedSince, at },
      tx,
    );
    const known = await this.#pipelines.sourcePipelines(gone, tx);
    await this.#changes.putDefinitions(
      source,
      known
        .filter(k => k.sourceId === source.id)
        .map(({ definition, externalPipelineId }) => ({
          externalPipelineId,
          before: definition,
          after: undefined,
        })),
      at,
      tx,
    );
    return gone;
  }
}
