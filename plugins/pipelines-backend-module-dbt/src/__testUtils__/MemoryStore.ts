import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import type {
  FreshnessReading,
  PipelineDefinition,
  RunObservation,
  RunSource,
  SourceIssue,
  TestReading,
} from '@sluice/plugin-pipelines-node';

/** Keeps what a source tells as the pipelines backend does: batch by batch, with its cursor, by natural keys. */
export class MemoryStore {
  /** By `pipeline run`. */
  readonly runs = new Map<string, RunObservation>();
  /** By `pipeline execution test`. */
  readonly tests = new Map<string, TestReading>();
  /** By `subject time`. */
  readonly freshness = new Map<string, FreshnessReading>();
  definitions: PipelineDefinition[] = [];
  issues: SourceIssue[] = [];
  version?: string;
  cursor?: JsonValue;

  /** @returns how many runs and readings the sweep brought, also if they were there already */
  async sweep(source: RunSource, options: { now?: () => Date } = {}) {
    let count = 0;
    for await (const batch of source.collect({
      cursor: this.cursor,
      signal: new AbortController().signal,
      now: options.now ?? (() => new Date()),
      logger: mockServices.logger.mock(),
    })) {
      this.cursor = JSON.parse(JSON.stringify(batch.cursor));
      for (const run of batch.runs ?? []) {
        this.runs.set(`${run.pipelineExternalId} ${run.externalId}`, run);
      }
      for (const test of batch.tests ?? []) {
        const { subject, executionId } = test;
        this.tests.set(`${subject.pipeline} ${executionId} ${test.test}`, test);
      }
      for (const reading of batch.freshness ?? []) {
        const { subject, at } = reading;
        this.freshness.set(
          `${subject.dataset ?? subject.pipeline} ${at}`,
          reading,
        );
      }
      count +=
        (batch.runs?.length ?? 0) +
        (batch.tests?.length ?? 0) +
        (batch.freshness?.length ?? 0);
      this.definitions = batch.definitions ?? this.definitions;
      this.issues = batch.issues ?? this.issues;
      this.version = batch.version ?? this.version;
    }
    return count;
  }
}
