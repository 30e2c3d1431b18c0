import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EntityFilterQuery } from '@backstage/catalog-client';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { DATASET_TYPES, PIPELINE_TYPES } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import {
  type DatasetBinding,
  errorText,
  type ObservationService,
} from '../observations';
import { Settled } from '../Settled';
import { decideBindings } from './bindings';
import { withNamedGroups } from './namedGroups';
import { datasetBindings, isDataset } from './datasetBindings';
import {
  catalogHash,
  ENTITY_FIELDS,
  type EntityPipeline,
  entityPipeline,
  entityRef,
  isPipeline,
} from './entityPipeline';
import type { FleetHistory } from './FleetHistory';
import type { FleetRefresher } from './FleetRefresher';
import type { FleetStore } from './FleetStore';

/** How often the catalog is asked, in seconds. While it fills it is read each time. */
const POLL_SECONDS = 5;
/** Once it stays the same, and has as many entities as before, it is read this often, in seconds. */
const SETTLED_SECONDS = 60;

/**
 * Reading takes one part in so many of the time: a large catalog fills for minutes, and has enough to do. It never waits longer than
 * for a settled one.
 */
const READING_SHARE = 5;

/** The entities that matter here. Systems tell the domains of their pipelines, Resources which datasets they are. */
const FILTER: EntityFilterQuery = [
  { kind: 'Component', 'spec.type': [...PIPELINE_TYPES] },
  { kind: 'System' },
  { kind: 'Resource', 'spec.type': [...DATASET_TYPES] },
];

/** So many entities are written before others get their turn. */
const SLICE_ENTITIES = 100;

/** What a {@link ReconcileTask} needs. @internal */
export type ReconcileTaskOptions = {
  database: Knex;
  store: FleetStore;
  history: FleetHistory;
  observations: ObservationService;
  refresher: FleetRefresher;
  /** By which consumer groups are named after their pipelines. */
  naming: RegExp[];
  /** Called with what the Resources of the catalog say they are. */
  bindDatasets: (bindings: DatasetBinding[]) => Promise<void>;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  now: () => Date;
};

/**
 * Makes the fleet what the catalog says. Only reading all of it shows what was deleted, so only a reading that ended well
 * counts: a failed one changes nothing.
 *
 * @internal
 */
export class ReconcileTask {
  readonly #options: ReconcileTaskOptions;
  readonly #settled: Settled<number>;
  #notBefore = 0;

  constructor(options: ReconcileTaskOptions) {
    this.#options = options;
    this.#settled = new Settled({
      seconds: SETTLED_SECONDS,
      now: options.now,
    });
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-reconcile',
      frequency: { seconds: POLL_SECONDS },
      timeout: { seconds: 55 },
      scope: 'global',
      fn: () => this.run(),
    });
  }

  /** Reads the catalog, if it may have changed, and takes in what did. Never throws because of the catalog. */
  async run(): Promise<void> {
    const { logger, now } = this.#options;
    const startedAt = now().getTime();
    if (startedAt < this.#notBefore) return;
    let count: number;
    let pipelines: EntityPipeline[];
    let datasets: DatasetBinding[];
    try {
      count = await this.#countCatalog();
      if (this.#settled.holds(count)) return;
      ({ datasets, pipelines } = await this.#readCatalog());
      const endedAt = now().getTime();
      const rest = (READING_SHARE - 1) * (endedAt - startedAt);
      this.#notBefore = endedAt + Math.min(rest, SETTLED_SECONDS * 1000);
    } catch (error) {
      // Asked again at the next poll, and nothing is deleted.
      logger.warn(`The catalog can't be read: ${errorText(error)}`);
      return;
    }
    const changes = await this.#apply(pipelines);
    if (changes > 0) {
      logger.info(`Took in ${changes} changes from the catalog`);
    }
    await this.#options.bindDatasets(datasets);
    this.#settled.found(changes, count);
  }

  async #countCatalog(): Promise<number> {
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const { totalItems } = await catalog.queryEntities(
      { filter: FILTER, limit: 0 },
      { credentials },
    );
    return totalItems;
  }

  async #readCatalog(): Promise<{
    pipelines: EntityPipeline[];
    datasets: DatasetBinding[];
  }> {
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    const datasets: DatasetBinding[] = [];
    const domainOfSystem = new Map<string, string>();
    const stream = catalog.streamEntities(
      { filter: FILTER, fields: ENTITY_FIELDS },
      { credentials },
    );
    for await (const page of stream) {
      for (const entity of page) {
        if (isPipeline(entity)) {
          entities.push(entity);
        } else if (isDataset(entity)) {
          datasets.push(...datasetBindings(entity));
        } else if (entity.kind === 'System') {
          const { namespace } = entity.metadata;
          const domain = entityRef(entity.spec?.domain, 'Domain', namespace);
          if (domain) domainOfSystem.set(stringifyEntityRef(entity), domain);
        }
      }
    }
    return {
      pipelines: entities.map(entity => entityPipeline(entity, domainOfSystem)),
      datasets,
    };
  }

  /** @returns how many pipelines are new, changed or gone */
  async #apply(pipelines: EntityPipeline[]): Promise<number> {
    const { database, history, naming, now, observations, refresher, store } =
      this.#options;
    const known = await store.known(database);
    const groups =
      naming.length > 0 ? await observations.externalIds('kafka') : [];
    const { bindings, problems } = decideBindings(
      withNamedGroups(pipelines, groups, naming),
    );
    const ids = new Map<string, number>();
    const changed = pipelines.flatMap(pipeline => {
      const own = problems.get(pipeline.entityRef) ?? [];
      const hash = catalogHash(pipeline, own);
      const before = known.get(pipeline.entityRef);
      if (before) ids.set(pipeline.entityRef, before.id);
      return before && !before.removed && before.catalogHash === hash
        ? []
        : { pipeline, problems: own, catalogHash: hash };
    });
    const written: number[] = [];
    for await (const slice of slices(changed, SLICE_ENTITIES)) {
      const put = await database.transaction(async tx => {
        await history.record(
          slice.map(({ pipeline }) => pipeline),
          now().toISOString(),
          tx,
        );
        return store.putEntities(slice, tx);
      });
      for (const [ref, id] of put) ids.set(ref, id);
      written.push(...put.values());
    }
    const gone = [...known]
      .filter(([ref, { removed }]) => !removed && !ids.has(ref))
      .map(([, { id }]) => id);
    const lost = await database.transaction(async tx => {
      await store.remove(gone, now().toISOString(), tx);
      return observations.rebind(
        bindings.map(({ entityRef: ref, ...binding }) => ({
          ...binding,
          pipelineId: ids.get(ref)!,
        })),
        tx,
      );
    });
    await refresher.takeInChanges();
    // Those that have runs are among the changes.
    const bound = new Set(bindings.map(b => ids.get(b.entityRef)));
    await refresher.refresh(
      [...new Set([...written, ...lost])].filter(id => !bound.has(id)),
    );
    return written.length + gone.length;
  }
}
