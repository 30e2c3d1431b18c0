import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import type {
  FreshnessReading,
  PipelineDefinition,
  RunBatch,
  RunObservation,
  RunSource,
  SourceIssue,
  TestReading,
} from '@sluice/plugin-pipelines-node';
import { createNorthstarSources } from './sources';

/** A Saturday morning, in the middle of everything. */
export const NOW = Date.parse('2026-11-21T09:45:12.345Z');

const SILENT: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

/** What a store would hold after sweeps of one source. */
export class Kept {
  readonly runs = new Map<string, RunObservation>();
  readonly freshness = new Map<string, FreshnessReading>();
  readonly tests = new Map<string, TestReading>();
  definitions: PipelineDefinition[] = [];
  issues: SourceIssue[] = [];
  version?: string;
  cursor?: JsonValue;
  /** Runs as they came, with those that came again. */
  readonly delivered: RunObservation[] = [];
  batches = 0;

  add(batch: RunBatch) {
    this.batches++;
    this.cursor = batch.cursor;
    this.definitions = batch.definitions ?? this.definitions;
    this.issues = batch.issues ?? this.issues;
    this.version = batch.version ?? this.version;
    for (const reading of batch.freshness ?? []) {
      this.freshness.set(`${reading.subject.pipeline} ${reading.at}`, reading);
    }
    for (const result of batch.tests ?? []) {
      const { executionId, test } = result;
      this.tests.set(`${executionId} ${test}`, result);
    }
    for (const run of batch.runs ?? []) {
      this.delivered.push(run);
      this.runs.set(`${run.pipelineExternalId} ${run.externalId}`, run);
    }
  }

  /** The runs in an order that doesn't depend on how they came. */
  sorted(): RunObservation[] {
    return [...this.runs.keys()].sort().map(key => this.runs.get(key)!);
  }

  of(pipelineExternalId: string): RunObservation[] {
    return [...this.runs.values()]
      .filter(run => run.pipelineExternalId === pipelineExternalId)
      .sort((a, b) => a.runAfter.localeCompare(b.runAfter));
  }
}

/** Sources of a demo that nobody has started yet. */
export function newSources(
  options: {
    seed?: string;
    historyDays?: number;
    now?: number;
    outagesDir?: string;
  } = {},
): Record<string, RunSource> {
  const sources = createNorthstarSources({
    seed: options.seed ?? 'northstar',
    historyDays: options.historyDays ?? 2,
    tickSeconds: 15,
    outagesDir: options.outagesDir,
    now: () => new Date(options.now ?? NOW),
  });
  return Object.fromEntries(sources.map(source => [source.id, source]));
}

/** Sweeps a source once at `now`, and keeps what it brings; stops after `batches` as a crash would. */
export async function sweepInto(
  kept: Kept,
  source: RunSource,
  now: number,
  options: { batches?: number; signal?: AbortSignal } = {},
): Promise<Kept> {
  let left = options.batches ?? Infinity;
  const sweep = source.collect({
    cursor: kept.cursor,
    now: () => new Date(now),
    signal: options.signal ?? new AbortController().signal,
    logger: SILENT,
  });
  for await (const batch of sweep) {
    kept.add(batch);
    left -= 1;
    if (left === 0) break;
  }
  return kept;
}

export const durationMinutes = (run: RunObservation) =>
  (Date.parse(run.endedAt!) - Date.parse(run.startedAt!)) / 60_000;

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
