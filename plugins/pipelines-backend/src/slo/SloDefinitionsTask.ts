import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { PipelineFacts } from '../fleet';
import { errorText } from '../observations';
import { Settled } from '../Settled';
import { membersOf } from './members';
import type { Loosened } from './Loosenings';
import { loosens, sloChange } from './sloChange';
import type { SloRecord, SloToPut } from './sloRecords';
import { digestOf, type SloStore, type SloWrite } from './SloStore';

const POLL_SECONDS = 15;
/** Once nothing changes the catalog is read this seldom, in seconds. */
const SETTLED_SECONDS = 60;

/** Entities that promise something. */
const FILTER = {
  'spec.slos.name': CATALOG_FILTER_EXISTS,
  kind: ['Component', 'System', 'Domain', 'Group'],
};
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'spec.type',
  'spec.owner',
  'spec.slos',
];

/** What an entity with SLOs, and the pipelines with the defaults of the config, promise. @internal */
export type ReadDefinitions = (
  entities: Entity[],
  pipelines: PipelineFacts[],
) => SloToPut[];

/** What a {@link SloDefinitionsTask} needs. @internal */
export type SloDefinitionsTaskOptions = {
  database: Knex;
  store: SloStore;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  /** The pipelines of the fleet. */
  pipelines: () => Promise<PipelineFacts[]>;
  /** How many they are: cheap, for it is asked at each poll. */
  pipelineCount: () => Promise<number>;
  definitions: ReadDefinitions;
  /** So many days before it is first seen a promise is judged, in hindsight. */
  backDays: number;
  /** Called with promises that became looser, before the transaction in which they are written. @returns called in it */
  onLoosened: (
    loosened: Omit<Loosened, 'sloId'>[],
  ) => Promise<
    (ids: number[], at: string, tx: Knex.Transaction) => Promise<void>
  >;
  /** Called after each reading, before what changed is evaluated. */
  onRead: () => Promise<void>;
  /** Called with the SLOs that have to be evaluated. */
  onChanged: (sloIds: number[]) => Promise<void>;
  /** Called with the entities of SLOs that ended, in the transaction in which they did. */
  onRemoved: (entityRefs: string[], tx: Knex) => Promise<void>;
  now: () => Date;
};

/**
 * Makes the SLOs what the catalog says. A reading that failed changes nothing; one that ended well ends the SLOs that it didn't find,
 * and their history stays.
 *
 * @internal
 */
export class SloDefinitionsTask {
  readonly #options: SloDefinitionsTaskOptions;
  readonly #settled: Settled<string>;

  constructor(options: SloDefinitionsTaskOptions) {
    this.#options = options;
    this.#settled = new Settled({
      seconds: SETTLED_SECONDS,
      now: options.now,
    });
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-slo-definitions',
      frequency: { seconds: POLL_SECONDS },
      timeout: { seconds: 55 },
      scope: 'global',
      fn: () => this.poll(),
    });
  }

  /** Reads the catalog, unless nothing came or went since a reading that changed nothing. */
  async poll(): Promise<void> {
    const settled = this.#settled;
    if (!settled.isOpen && settled.holds(await this.#count())) return;
    await this.run();
  }

  /** Reads the catalog and takes in what changed. Never throws because of the catalog. */
  async run(): Promise<void> {
    const { definitions, logger, onChanged, onRead, pipelines } = this.#options;
    let entities: Entity[];
    try {
      entities = await this.#readCatalog();
    } catch (error) {
      // Asked again at the next poll, and nothing is deleted.
      logger.warn(`SLOs can't be read from the catalog: ${errorText(error)}`);
      return;
    }
    const fleet = await pipelines();
    const changed = await this.#apply(definitions(entities, fleet), fleet);
    await onRead();
    if (changed.length > 0) {
      logger.info(`Took in ${changed.length} new or changed SLOs`);
      await onChanged(changed);
    }
    this.#settled.found(changed.length, await this.#count());
  }

  /** How many pipelines and promising entities there are; a catalog that can't be asked counts as changed. */
  async #count(): Promise<string | undefined> {
    const { auth, catalog, pipelineCount } = this.#options;
    try {
      const credentials = await auth.getOwnServiceCredentials();
      const { totalItems } = await catalog.queryEntities(
        { filter: FILTER, limit: 0 },
        { credentials },
      );
      return `${totalItems} ${await pipelineCount()}`;
    } catch {
      return undefined;
    }
  }

  async #readCatalog(): Promise<Entity[]> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    const stream = catalog.streamEntities(
      {
        filter: FILTER,
        fields: FIELDS,
      },
      { credentials },
    );
    for await (const page of stream) entities.push(...page);
    return entities;
  }

  /** @returns the SLOs that are new, or promise something else, or are about other pipelines */
  async #apply(wanted: SloToPut[], fleet: PipelineFacts[]): Promise<number[]> {
    const { database, onLoosened, onRemoved, store, now } = this.#options;
    const at = now().toISOString();
    const known = new Map(
      (await store.all(database)).map(slo => [keyOf(slo), slo]),
    );
    const writes = wanted.flatMap(slo => writeOf(slo, known.get(keyOf(slo))));
    const keys = new Set(wanted.map(keyOf));
    const gone = [...known.values()].filter(
      slo => !slo.removedAt && !keys.has(keyOf(slo)),
    );
    const loosened = writes.flatMap(({ definition, loosenedFrom }, index) =>
      loosenedFrom ? { index, before: loosenedFrom, after: definition } : [],
    );
    const record = await onLoosened(loosened);
    const written = await database.transaction(async tx => {
      await store.remove(gone, at, tx);
      await onRemoved(
        gone.map(slo => slo.entityRef),
        tx,
      );
      const ids = await store.put(writes, at, tx);
      await record(
        loosened.map(({ index }) => ids[index]),
        at,
        tx,
      );
      return ids;
    });
    const moved = await this.#setMembers(wanted, fleet);
    return [...new Set([...written, ...moved])];
  }

  /** @returns the SLOs that are about other pipelines than before */
  async #setMembers(
    wanted: SloToPut[],
    fleet: PipelineFacts[],
  ): Promise<number[]> {
    const { database, store, backDays, now } = this.#options;
    const ids = new Map(
      (await store.all(database))
        .filter(slo => !slo.removedAt)
        .map(slo => [keyOf(slo), slo.id]),
    );
    const before = new Map<number, Set<number>>();
    for (const { sloId, pipelineId } of await store.members(
      [...ids.values()],
      database,
    )) {
      before.set(sloId, (before.get(sloId) ?? new Set()).add(pipelineId));
    }
    const activeFrom = new Date(
      now().getTime() - backDays * 24 * 3600_000,
    ).toISOString();
    const moved: number[] = [];
    for (const { entityRef, definition } of wanted) {
      const id = ids.get(keyOf({ entityRef, name: definition.name }))!;
      const members = membersOf(
        { entityRef, selector: definition.selector },
        fleet,
      );
      const had = before.get(id) ?? new Set();
      const added = members.filter(m => !had.has(m));
      const left = [...had].filter(m => !members.includes(m));
      if (added.length === 0 && left.length === 0) continue;
      await database.transaction(async tx => {
        await store.addMembers(id, added, activeFrom, tx);
        await store.removeMembers(id, left, tx);
      });
      moved.push(id);
    }
    return moved;
  }
}

function keyOf(slo: SloToPut | Pick<SloRecord, 'entityRef' | 'name'>): string {
  const name = 'definition' in slo ? slo.definition.name : slo.name;
  return `${slo.entityRef} ${name}`;
}

function writeOf(slo: SloToPut, before: SloRecord | undefined): SloWrite[] {
  if (!before) return [{ ...slo, change: 'created' }];
  // What the operator of the portal sets for all pipelines is theirs to change; taken away and put back is no way around it.
  const isLooser =
    slo.origin === 'entity' && loosens(before.definition, slo.definition);
  const loosenedFrom = isLooser ? { loosenedFrom: before.definition } : {};
  if (before.removedAt) {
    return [{ ...slo, change: 'restored', ...loosenedFrom }];
  }
  if (before.digest === digestOf(slo)) return [];
  const change = sloChange(before.definition, slo.definition);
  return [{ ...slo, change, ...loosenedFrom }];
}
