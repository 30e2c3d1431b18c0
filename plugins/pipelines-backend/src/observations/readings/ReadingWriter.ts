import type {
  CostReading,
  ReadingSubject,
  RunBatch,
  RunSource,
  SourceIssue,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { DatasetStore } from '../datasets/DatasetStore';
import type { ExternalPipelineStore } from '../ExternalPipelineStore';
import type {
  Checked,
  ReadingOrigin,
  ReadingToWrite,
  SubjectId,
} from './readingRecords';
import type { CostStore } from './CostStore';
import {
  readCost,
  readCount,
  readFreshness,
  type ReadResult,
  readTest,
} from './readReading';
import type { ReadingStore } from './ReadingStore';

/** The readings of a batch that can be stored. @internal */
export type CheckedReadings = {
  freshness: Array<Checked<NonNullable<RunBatch['freshness']>[number]>>;
  tests: Array<Checked<NonNullable<RunBatch['tests']>[number]>>;
  counts: Array<Checked<NonNullable<RunBatch['counts']>[number]>>;
  costs: Array<Checked<CostReading>>;
};

/** Takes in what a batch carries beside runs. @internal */
export class ReadingWriter {
  readonly #store: ReadingStore;
  readonly #costs: CostStore;
  readonly #datasets: DatasetStore;
  readonly #pipelines: ExternalPipelineStore;

  constructor(options: {
    store: ReadingStore;
    costs: CostStore;
    datasets: DatasetStore;
    pipelines: ExternalPipelineStore;
  }) {
    this.#store = options.store;
    this.#costs = options.costs;
    this.#datasets = options.datasets;
    this.#pipelines = options.pipelines;
  }

  /** @returns how many readings were written */
  async write(
    source: RunSource,
    readings: CheckedReadings,
    at: string,
    tx: Knex,
  ): Promise<number> {
    const { costs, counts, freshness, tests } = readings;
    const { environment, id: sourceId, technology } = source;
    await this.#costs.put({ sourceId, environment }, costs, tx);
    const all = [...freshness, ...tests, ...counts];
    if (all.length === 0) return costs.length;
    const pipelines = await this.#pipelines.resolve(
      technology,
      all.flatMap(({ subject }) => subject.pipeline ?? []),
      tx,
    );
    const datasets = await this.#datasets.resolve(
      technology,
      all.flatMap(({ subject }) => subject.dataset ?? []),
      tx,
    );
    const idOf = (subject: ReadingSubject): SubjectId =>
      subject.pipeline === undefined
        ? { type: 'dataset', id: datasets.get(subject.dataset)! }
        : { type: 'pipeline', id: pipelines.get(subject.pipeline)! };
    const found = <T extends { subject: ReadingSubject }>(
      list: T[],
    ): Array<ReadingToWrite<T>> =>
      list.map(reading => ({ subject: idOf(reading.subject), reading }));

    const origin: ReadingOrigin = { sourceId, environment };
    await this.#store.putFreshness(origin, found(freshness), tx);
    await this.#store.putTests(origin, found(tests), tx);
    await this.#store.putCounts(origin, found(counts), tx);

    await this.#pipelines.saw(
      [...pipelines.values()].map(externalPipelineId => ({
        sourceId,
        environment,
        externalPipelineId,
        definition: undefined,
        seenAt: at,
      })),
      tx,
    );
    const oldest = {
      pipeline: new Map<number, string>(),
      dataset: new Map<number, string>(),
    };
    for (const { subject, ...reading } of all) {
      const { id, type } = idOf(subject);
      // A count changes the day of the events, not the one on which they were counted.
      const time = 'from' in reading ? reading.from : reading.at;
      const known = oldest[type].get(id);
      if (known === undefined || time < known) oldest[type].set(id, time);
    }
    await this.#pipelines.markReadings(oldest.pipeline, at, tx);
    await this.#datasets.mark(oldest.dataset, at, tx);
    return all.length + costs.length;
  }
}

/** Checks the readings of a batch, so that one bad row of a source costs that row alone. @internal */
export function checkReadings(
  batch: RunBatch,
  readAt: Date,
): { readings: CheckedReadings; issues: SourceIssue[] } {
  const issues: SourceIssue[] = [];
  const checked = <T extends { subject?: ReadingSubject; at: string }>(
    what: string,
    list: T[] | undefined,
    read: (reading: T, observedAt: Date) => ReadResult<T>,
  ) =>
    (list ?? []).flatMap(reading => {
      const result = read(reading, readAt);
      const subject = nameOf(reading).slice(0, 250);
      const issue = {
        title: `${subject || 'a reading without subject'} ${what}`,
        pipeline: reading.subject?.pipeline,
        at: readAt.toISOString(),
      };
      if ('reason' in result) {
        const message = `The reading was left out: ${result.reason}`;
        issues.push({ kind: 'skipped-reading', message, ...issue });
        return [];
      }
      if (result.reading.skewed) {
        const message =
          'The reading is of the future: compare the clock of the source with that of this backend';
        issues.push({ kind: 'clock-skew', message, ...issue });
      }
      return [result.reading];
    });
  const readings = {
    freshness: checked('freshness', batch.freshness, readFreshness),
    tests: checked('test', batch.tests, readTest),
    counts: checked('count', batch.counts, readCount),
    costs: checked('cost', batch.costs, readCost),
  };
  return { readings, issues };
}

function nameOf(reading: {
  subject?: ReadingSubject;
  resource?: string;
}): string {
  const { resource, subject } = reading;
  return String(subject?.pipeline ?? subject?.dataset ?? resource ?? '');
}
