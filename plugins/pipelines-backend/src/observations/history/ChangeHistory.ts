import type { Knex } from 'knex';
import type { ObservationService } from '../ObservationService';
import type {
  ChangePeriod,
  ChangeStore,
  DefinitionChange,
  SourceChange,
} from './ChangeStore';

/** What the other contexts may ask of what changed in what sources say. @internal */
export class ChangeHistory {
  readonly #database: Knex;
  readonly #store: ChangeStore;
  readonly #observations: ObservationService;

  constructor(options: {
    database: Knex;
    store: ChangeStore;
    observations: ObservationService;
  }) {
    this.#database = options.database;
    this.#store = options.store;
    this.#observations = options.observations;
  }

  /** How the definition of a pipeline in an environment changed, oldest first. */
  async definitions(
    pipelineId: number,
    environment: string,
    period: ChangePeriod,
  ): Promise<DefinitionChange[]> {
    const external = await this.#observations.externalPipelines(pipelineId);
    return this.#store.definitions(
      external.map(e => e.id),
      environment,
      period,
      this.#database,
    );
  }

  /** How the sources that observe a pipeline in an environment changed, oldest first. */
  async sources(
    pipelineId: number,
    environment: string,
    period: ChangePeriod,
  ): Promise<SourceChange[]> {
    const sightings = await this.#observations.sightings(pipelineId);
    const ids = sightings
      .filter(s => s.environment === environment)
      .map(s => s.sourceId);
    return this.#store.sources([...new Set(ids)], period, this.#database);
  }
}
