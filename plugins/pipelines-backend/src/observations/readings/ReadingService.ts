import type { Knex } from 'knex';
import type { DatasetStore } from '../datasets/DatasetStore';
import type { ObservationService } from '../ObservationService';
import type { CostFilter, CostStore } from './CostStore';
import type {
  CostPosition,
  DailyCost,
  StoredCount,
  StoredFreshness,
  StoredTest,
  TestCount,
} from './readingRecords';
import type { ReadingFilter, ReadingStore } from './ReadingStore';

/** The readings of a pipeline in one environment over [from, to). @internal */
export type ReadingPeriod = {
  pipelineId: number;
  environment: string;
  from: string;
  to: string;
};

/** What readings are about: a pipeline, or a dataset by its entity ref; in one environment. @internal */
export type ReadOf = { environment: string } & (
  | { pipelineId: number; dataset?: undefined }
  | { dataset: string; pipelineId?: undefined }
);

/** What the other contexts may ask of readings beside runs. @internal */
export class ReadingService {
  readonly #options: {
    database: Knex;
    store: ReadingStore;
    costs: CostStore;
    datasets: DatasetStore;
    observations: ObservationService;
    readingsDays: number;
    now: () => Date;
  };

  constructor(options: {
    database: Knex;
    store: ReadingStore;
    costs: CostStore;
    datasets: DatasetStore;
    observations: ObservationService;
    /** So many days readings are kept. */
    readingsDays: number;
    now: () => Date;
  }) {
    this.#options = options;
  }

  /** Readings since then are all kept; of those before some may be deleted. */
  keptSince(): string {
    const { now, readingsDays } = this.#options;
    return daysBefore(now(), readingsDays);
  }

  /** How old the data of a pipeline or a dataset was over [from, to), oldest first. */
  async freshness(
    period: ReadOf & { from: string; to: string },
  ): Promise<StoredFreshness[]> {
    const { database, store } = this.#options;
    return store.freshness(await this.#filter(period), database);
  }

  /** What was measured of the age of the data of a pipeline or a dataset over [from, to). */
  async measures(
    period: ReadOf & { from: string; to: string },
  ): Promise<StoredFreshness['measure'][]> {
    const { database, store } = this.#options;
    return store.measures(await this.#filter(period), database);
  }

  /** When the age of the data of a pipeline or a dataset was first read; undefined if it never was. */
  async firstFreshness(subject: ReadOf): Promise<string | undefined> {
    const { database, store } = this.#options;
    const none = { from: '', to: '' };
    return store.firstFreshness(
      await this.#filter({ ...subject, ...none }),
      database,
    );
  }

  /**
   * Since when readings of a pipeline or a dataset from `to` on tell something new: of each series the last reading in [from, to), of
   * those the oldest. Undefined if there is none.
   */
  async freshnessBefore(
    period: ReadOf & { from: string; to: string },
  ): Promise<string | undefined> {
    const { database, store } = this.#options;
    return store.freshnessBefore(await this.#filter(period), database);
  }

  /** How often the data tests of a pipeline ended in each way. */
  async testCounts(period: ReadingPeriod): Promise<TestCount[]> {
    const { database, store } = this.#options;
    return store.testCounts(await this.#filter(period), database);
  }

  /** Results of those data tests that failed from `failedFrom` on, with what they said before, oldest first. */
  async testsThatFailed(
    period: ReadingPeriod & { failedFrom: string },
  ): Promise<StoredTest[]> {
    const { database, store } = this.#options;
    const { failedFrom } = period;
    return store.testsThatFailed(
      { ...(await this.#filter(period)), failedFrom },
      database,
    );
  }

  /** When what a pipeline reads from first was silent in the period; undefined if it never was. */
  async firstSilence(period: ReadingPeriod): Promise<string | undefined> {
    const { database, store } = this.#options;
    return store.firstSilence(await this.#filter(period), database);
  }

  /** What was counted of a pipeline, of the periods that begin in [from, to). */
  async counts(period: ReadingPeriod): Promise<StoredCount[]> {
    const { database, store } = this.#options;
    return store.counts(await this.#filter(period), database);
  }

  /** What computing cost, by UTC day, newest day first. */
  async costs(
    filter: CostFilter,
    page: { limit: number; after?: CostPosition },
  ): Promise<DailyCost[]> {
    const { costs, database } = this.#options;
    return costs.daily(filter, page, database);
  }

  async #filter({
    dataset,
    pipelineId,
    ...period
  }: ReadOf & { from: string; to: string }): Promise<ReadingFilter> {
    const { database, datasets, observations } = this.#options;
    if (dataset !== undefined) {
      const ids = await datasets.ofEntity(dataset, database);
      return { ...period, subject: 'dataset', ids };
    }
    const external = await observations.externalPipelines(pipelineId);
    return {
      ...period,
      subject: 'pipeline',
      ids: external.map(e => e.id),
    };
  }
}

/** @returns the time so many days before, ISO 8601 in UTC @internal */
export function daysBefore(time: Date, days: number): string {
  return new Date(time.getTime() - days * 24 * 3600_000).toISOString();
}
