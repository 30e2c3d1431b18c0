import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import type {
  PipelineDefinition,
  RunBatch,
  RunObservation,
  RunSource,
  SourceIssue,
  TaskReading,
  WantedTasks,
} from '@sluice/plugin-pipelines-node';

/**
 * Keeps what a source tells as the pipelines backend does: batch by batch, with its cursor, runs by their natural key.
 */
export class MemoryStore {
  readonly runs = new Map<string, RunObservation>();
  readonly definitions = new Map<string, PipelineDefinition>();
  readonly gone = new Set<string>();
  /** By the same key as runs: the first success, frozen. */
  readonly firstSuccess = new Map<string, string>();
  /** What is asked for of tasks, and what came. */
  wanted: WantedTasks[] = [];
  /** Ids of DAGs whose schedule is asked for. */
  wantedSchedules: string[] = [];
  tasks: TaskReading[] = [];
  issues: SourceIssue[] = [];
  version?: string;
  cursor?: JsonValue;
  batches: RunBatch[] = [];

  /** The state of each run, by `dag/run`. */
  get states(): Record<string, string> {
    return Object.fromEntries(
      [...this.runs].map(([key, run]) => [key, run.state]),
    );
  }

  /** @returns how many batches were written before it ended or failed */
  async sweep(
    source: RunSource,
    options: {
      signal?: AbortSignal;
      now?: () => Date;
      /** Stops after this many batches, as a killed process does. */
      dieAfter?: number;
    } = {},
  ): Promise<number> {
    const listed = new Set<string>();
    let count = 0;
    this.batches = [];
    for await (const batch of source.collect({
      cursor: this.cursor,
      signal: options.signal ?? new AbortController().signal,
      now: options.now ?? (() => new Date()),
      logger: mockServices.logger.mock(),
      wantedSchedules: async () => this.wantedSchedules,
      wantedTasks: async limit => this.wanted.slice(0, limit),
    })) {
      this.#write(JSON.parse(JSON.stringify(batch)), listed);
      this.batches.push(batch);
      count++;
      if (count === options.dieAfter) break;
    }
    return count;
  }

  #write(batch: RunBatch, listed: Set<string>) {
    this.cursor = batch.cursor;
    for (const run of batch.runs ?? []) {
      const key = `${run.pipelineExternalId}/${run.externalId}`;
      this.runs.set(key, run);
      if (run.state === 'success' && !this.firstSuccess.has(key)) {
        this.firstSuccess.set(key, run.endedAt!);
      }
    }
    this.tasks.push(...(batch.tasks ?? []));
    for (const definition of batch.definitions ?? []) {
      listed.add(definition.externalId);
      this.definitions.set(definition.externalId, definition);
      this.gone.delete(definition.externalId);
    }
    if (batch.definitionsComplete) {
      for (const id of this.definitions.keys()) {
        if (!listed.has(id)) this.gone.add(id);
      }
    }
    this.issues = batch.issues ?? this.issues;
    this.version = batch.version ?? this.version;
  }
}
