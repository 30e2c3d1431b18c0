import { InputError } from '@backstage/errors';
import type {
  FleetPage,
  FleetQuery,
  FleetRow,
  FleetSlo,
  FleetSummary,
  FleetWallTile,
  PipelineOverview,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { ObservationService, ObservedSource } from '../observations';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { FleetFilter, FleetScope } from './fleetFilter';
import { FLEET_ORDERS } from './fleetOrder';
import type { FleetRecord, PipelineFacts } from './fleetRecord';
import { fleetRow } from './fleetRow';
import type { FleetStore } from './FleetStore';
import { pipelineLinks, pipelineProblems } from './overview';

const CSV_PAGE_ROWS = 500;

/** What the fleet promises: a share, and seconds. @internal */
export type FleetTargets = { successRate: number; runDurationSeconds: number };

/** What may be asked of the fleet. @internal */
export class FleetService {
  readonly #database: Knex;
  readonly #store: FleetStore;
  readonly #observations: ObservationService;
  readonly #targets: FleetTargets;
  readonly #now: () => Date;

  constructor(options: {
    database: Knex;
    store: FleetStore;
    observations: ObservationService;
    targets: FleetTargets;
    now: () => Date;
  }) {
    this.#database = options.database;
    this.#store = options.store;
    this.#observations = options.observations;
    this.#targets = options.targets;
    this.#now = options.now;
  }

  /**
   * A page of the fleet.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async page(query: FleetQuery, scope: FleetScope): Promise<FleetPage> {
    const { limit = 50, facets = true } = query;
    const filter = filterOf(query);
    const [sources, { rows, nextCursor }, counts] = await Promise.all([
      this.#sources(),
      this.#rows(query, scope, limit),
      facets
        ? this.#store.facets(filter, scope, this.#database)
        : this.#count(filter, scope),
    ]);
    const now = this.#now();
    return {
      items: rows.map(record => fleetRow(record, sources, now)),
      ...counts,
      nextCursor,
      updatedAt: lastRead(sources),
    };
  }

  /** All rows that the filter matches, page by page. */
  async *all(
    query: Omit<FleetQuery, 'cursor' | 'limit' | 'facets'>,
    scope: FleetScope,
  ): AsyncGenerator<FleetRow[]> {
    const sources = await this.#sources();
    let cursor: string | undefined;
    do {
      const page = await this.#rows({ ...query, cursor }, scope, CSV_PAGE_ROWS);
      const now = this.#now();
      yield page.rows.map(record => fleetRow(record, sources, now));
      cursor = page.nextCursor;
    } while (cursor);
  }

  /** How many pipelines the catalog has, whoever asks. */
  async size(): Promise<number> {
    return this.#store.count({}, {}, this.#database);
  }

  async #count(filter: FleetFilter, scope: FleetScope) {
    const totalItems = await this.#store.count(filter, scope, this.#database);
    return { totalItems, facets: undefined };
  }

  async #rows(query: FleetQuery, scope: FleetScope, limit: number) {
    const { orderBy = 'status', cursor } = query;
    const { columns, direction } = FLEET_ORDERS[orderBy];
    const order = query.order ?? direction;
    const filter = filterOf(query);
    const list = { orderBy, order, filter };
    const after = cursor
      ? decodeCursor(
          cursor,
          list,
          columns.map(c => c.type),
        )
      : undefined;
    // One more than asked for tells whether there is a next page.
    const found = await this.#store.page(
      filter,
      scope,
      { columns, direction: order, after, limit: limit + 1 },
      this.#database,
    );
    const rows = found.slice(0, limit);
    return {
      rows: rows.map(r => r.record),
      nextCursor:
        found.length > limit
          ? encodeCursor(list, rows[rows.length - 1].values)
          : undefined,
    };
  }

  /** The tiles of the status wall. */
  async wall(filter: FleetFilter, scope: FleetScope): Promise<FleetWallTile[]> {
    return this.#store.wall(filterOf(filter), scope, this.#database);
  }

  /** The figures above the table. */
  async summary(scope: FleetScope): Promise<FleetSummary> {
    const sums = await this.#store.sums(scope, this.#database);
    const sources = await this.#sources();
    const all = [...sources.values()];
    return {
      total: sums.total,
      byStatus: sums.byStatus,
      scheduledRuns30d: sums.scheduled,
      succeededRuns30d: sums.succeeded,
      successTarget: this.#targets.successRate,
      finishedBatchRuns30d: sums.finished,
      batchRunsInTime30d: sums.inTime,
      runDurationTargetSeconds: this.#targets.runDurationSeconds,
      sources: {
        healthy: all.filter(s => s.health.status === 'healthy').length,
        total: all.length,
      },
      demo: sums.demo || all.some(s => s.demo),
      updatedAt: lastRead(sources),
    };
  }

  /** A pipeline that the caller may see. */
  async find(
    entityRef: string,
    scope: FleetScope,
  ): Promise<FleetRecord | undefined> {
    return this.#store.find(
      entityRef.toLocaleLowerCase('en-US'),
      scope,
      this.#database,
    );
  }

  /** Pipelines by their entity refs, whoever asks; for permission rules and lineage, which decide who may see them. */
  async findAll(
    entityRefs: string[],
    scope: FleetScope,
  ): Promise<Map<string, FleetRecord>> {
    if (entityRefs.length > 400) {
      throw new InputError(`At most 400 pipelines at once`);
    }
    const { columns, direction } = FLEET_ORDERS.name;
    const found = await this.#store.page(
      { entityRef: entityRefs.map(ref => ref.toLocaleLowerCase('en-US')) },
      scope,
      { columns, direction, limit: entityRefs.length },
      this.#database,
    );
    return new Map(found.map(({ record }) => [record.entityRef, record]));
  }

  /** What the catalog says of all pipelines, whoever asks: for those who choose pipelines by it. */
  async facts(): Promise<PipelineFacts[]> {
    return this.#store.facts(this.#database);
  }

  /** Pipelines of the catalog by id, whoever asks. @param ids - at most 400 */
  async records(ids: number[]): Promise<Map<number, FleetRecord>> {
    const found = await this.#store.get(ids, this.#database);
    return new Map(found.map(record => [record.id, record]));
  }

  /** What technologies call a pipeline. */
  async externalIds(
    id: number,
  ): Promise<Array<{ technology: string; externalId: string }>> {
    return this.#observations.externalPipelines(id);
  }

  /** Entity refs by id. */
  async refs(ids: number[]): Promise<Map<number, string>> {
    return this.#store.refs(ids, this.#database);
  }

  /**
   * Keeps where the worst SLO of a pipeline stands, for the table of the fleet; an entity that is no pipeline has no row, and nothing
   * happens.
   *
   * @param slo - undefined where it has none of its own any more
   */
  async putSlo(
    pipelineRef: string,
    slo: FleetSlo | undefined,
    tx: Knex,
  ): Promise<void> {
    await this.#store.putSlo(pipelineRef, slo, tx);
  }

  /** All that the overview of a pipeline shows. */
  async overview(record: FleetRecord): Promise<PipelineOverview> {
    const sources = await this.#sources();
    const external = await this.#observations.externalPipelines(record.id);
    const sightings = await this.#observations.sightings(record.id);
    return {
      row: fleetRow(record, sources, this.#now()),
      runDurationTargetSeconds: this.#targets.runDurationSeconds,
      successTarget: this.#targets.successRate,
      durationSecondsP50: record.durationP50Seconds ?? undefined,
      durationSecondsP95: record.durationP95Seconds ?? undefined,
      inTimeRuns30d: record.inTime30d,
      finishedRuns30d: record.finished30d,
      problems: pipelineProblems({ record, external, sightings, sources }),
      links: pipelineLinks({ record, sightings, sources }),
    };
  }

  async #sources(): Promise<Map<string, ObservedSource>> {
    const sources = await this.#observations.sources();
    return new Map(sources.map(s => [s.id, s]));
  }
}

/** The filter alone, in a form that is the same for the same filter. */
function filterOf(query: FleetFilter): FleetFilter {
  const list = <T>(values: T[] | undefined) =>
    values?.length ? [...values].sort() : undefined;
  return {
    text: query.text?.trim() || undefined,
    owner: list(query.owner),
    domain: list(query.domain),
    system: list(query.system),
    type: list(query.type),
    tier: list(query.tier),
    lifecycle: list(query.lifecycle),
    classification: list(query.classification),
    status: list(query.status),
    slo: list(query.slo),
    stream: list(query.stream),
    entityRef: list(
      query.entityRef?.map(ref => ref.toLocaleLowerCase('en-US')),
    ),
  };
}

function lastRead(sources: Map<string, ObservedSource>): string | undefined {
  return [...sources.values()]
    .flatMap(s => s.lastSuccessAt ?? [])
    .sort()
    .at(-1);
}
