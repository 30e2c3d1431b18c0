import type { Knex } from 'knex';
import { bindDatasets } from './bindDatasets';
import type {
  DatasetDefinitionStore,
  DefinedDataset,
} from './DatasetDefinitionStore';
import type {
  DatasetBinding,
  DatasetStore,
  DatasetToJudge,
} from './DatasetStore';

/** What the other contexts may ask of datasets. @internal */
export class DatasetService {
  readonly #options: {
    database: Knex;
    datasets: DatasetStore;
    definitions: DatasetDefinitionStore;
    now: () => Date;
  };

  constructor(options: {
    database: Knex;
    datasets: DatasetStore;
    definitions: DatasetDefinitionStore;
    now: () => Date;
  }) {
    this.#options = options;
  }

  /** Makes datasets what Resources of the catalog say they are. */
  async bind(bindings: DatasetBinding[]): Promise<void> {
    const { database, datasets, now } = this.#options;
    const moved = bindDatasets(await datasets.all(database), bindings);
    if (moved.length === 0) return;
    await database.transaction(tx =>
      datasets.bind(moved, now().toISOString(), tx),
    );
  }

  /** Datasets whose readings no SLO has taken in, the oldest change first. */
  async toJudge(limit: number): Promise<DatasetToJudge[]> {
    return this.#options.datasets.toJudge(limit, this.#options.database);
  }

  /** Says that these readings are taken in. */
  async judged(marks: DatasetToJudge[]): Promise<void> {
    const { database, datasets } = this.#options;
    await database.transaction(tx => datasets.clear(marks, tx));
  }

  /** Datasets that these sources tell of, by id. */
  async definitions(page: {
    sourceIds: string[];
    afterId: number;
    limit: number;
  }): Promise<DefinedDataset[]> {
    const { database, definitions } = this.#options;
    return definitions.page(page, database);
  }
}
