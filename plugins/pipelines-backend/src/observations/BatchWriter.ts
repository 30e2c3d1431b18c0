import type {
  RunBatch,
  RunSource,
  SourceIssue,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { SourcePipeline } from './externalPipelineRecords';
import type { ExternalPipelineStore } from './ExternalPipelineStore';
import { readDefinition } from './readDefinition';
import { readRun } from './readRun';
import { checkReadings, type ReadingWriter } from './readings/ReadingWriter';
import type { RunReading } from './runRecords';
import type { RunStore } from './RunStore';
import type { SourceStore } from './SourceStore';

/** What became of a batch. @internal */
export type BatchResult = {
  /** Runs that were new or changed, and readings. */
  rows: number;
  /** Rows that could not be stored, and clocks that are wrong. */
  issues: SourceIssue[];
};

type CheckedRun = { externalId: string; run: RunReading };
type Definition = NonNullable<SourcePipeline['definition']>;

/** Writes a batch with its cursor in one transaction, so that a crash loses and repeats nothing. @internal */
export class BatchWriter {
  readonly #database: Knex;
  readonly #sources: SourceStore;
  readonly #pipelines: ExternalPipelineStore;
  readonly #runs: RunStore;
  readonly #readings: ReadingWriter;

  constructor(options: {
    database: Knex;
    sources: SourceStore;
    pipelines: ExternalPipelineStore;
    runs: RunStore;
    readings: ReadingWriter;
  }) {
    this.#database = options.database;
    this.#sources = options.sources;
    this.#pipelines = options.pipelines;
    this.#runs = options.runs;
    this.#readings = options.readings;
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
    const { runs, definitions, issues } = check(batch, times.readAt);
    const read = checkReadings(batch, times.readAt);
    const at = times.readAt.toISOString();
    const rows = await this.#database.transaction(async tx => {
      const ids = await this.#pipelines.resolve(
        source.technology,
        [...runs.map(r => r.externalId), ...definitions.map(d => d.externalId)],
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
        ? await this.#pipelines.gone(
            {
              sourceId: source.id,
              listedSince: times.sweepStartedAt.toISOString(),
              at,
            },
            tx,
          )
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
      const readings = await this.#readings.write(
        source,
        read.readings,
        at,
        tx,
      );
      await this.#sources.update(
        source.id,
        {
          cursor: batch.cursor,
          ...(batch.issues && { issues: batch.issues }),
          ...(batch.version && { version: batch.version }),
        },
        tx,
      );
      return written.rows + readings;
    });
    return { rows, issues: [...issues, ...read.issues] };
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
    const before = new Map(
      known
        .filter(k => k.sourceId === source.id && !k.goneAt)
        .map(k => [k.externalPipelineId, JSON.stringify(k.definition)]),
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
}

function check(batch: RunBatch, readAt: Date) {
  const issues: SourceIssue[] = [];
  const runs: CheckedRun[] = [];
  const at = readAt.toISOString();
  for (const observation of batch.runs ?? []) {
    const result = readRun(observation, readAt);
    const pipeline = String(observation.pipelineExternalId ?? '').slice(0, 250);
    const title = `${pipeline || 'a pipeline without id'} ${String(
      observation.externalId ?? '',
    ).slice(0, 250)}`.trim();
    if ('reason' in result) {
      const message = `The run was left out: ${result.reason}`;
      issues.push({ kind: 'skipped-run', title, message, pipeline, at });
      continue;
    }
    runs.push({
      externalId: observation.pipelineExternalId,
      run: result.run,
    });
    if (result.skewed) {
      const message =
        'The run has times in the future: compare the clock of the source with that of this backend';
      issues.push({ kind: 'clock-skew', title, message, pipeline, at });
    }
  }
  const definitions: Definition[] = [];
  for (const listed of batch.definitions ?? []) {
    const result = readDefinition(listed);
    if ('definition' in result) {
      definitions.push(result.definition);
      continue;
    }
    const title = String(listed.externalId ?? '') || 'a pipeline without id';
    const message = `The definition was left out: ${result.reason}`;
    issues.push({ kind: 'skipped-run', title, message, at });
  }
  return { runs, definitions, issues };
}
