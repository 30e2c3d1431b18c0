import type {
  Incident,
  IncidentDetail,
  IncidentPage,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { AlertService } from '../alerts';
import type { FleetRecord, FleetScope, FleetService } from '../fleet';
import { RANK_ORDER } from '../paging/byRank';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { apiEntry, apiIncident } from './apiIncident';
import type { IncidentFilter, IncidentQueries } from './IncidentQueries';
import type { IncidentRecord } from './incidentRecords';
import type { IncidentStore } from './IncidentStore';

/** What {@link IncidentViews} need. @internal */
export type IncidentViewsOptions = {
  database: Knex;
  store: IncidentStore;
  queries: IncidentQueries;
  fleet: FleetService;
  alerts: Pick<AlertService, 'some'>;
  now: () => Date;
};

/** Shows incidents as far as the caller may see what they name. @internal */
export class IncidentViews {
  readonly #options: IncidentViewsOptions;

  constructor(options: IncidentViewsOptions) {
    this.#options = options;
  }

  /**
   * A page of incidents, open ones first.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async page(
    filter: IncidentFilter,
    scope: FleetScope,
    { cursor, limit }: { limit: number; cursor?: string },
  ): Promise<IncidentPage> {
    const { queries } = this.#options;
    const { incidents, total } = await queries.page(filter, scope, {
      limit: limit + 1,
      after: cursor ? decodeCursor(cursor, filter, [...RANK_ORDER]) : undefined,
    });
    const page = incidents.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await this.of(
        page.map(({ incident }) => incident),
        scope,
      ),
      totalItems: total,
      open: await queries.count({ state: 'open' }, scope),
      nextCursor:
        last && incidents.length > limit
          ? encodeCursor(filter, [
              last.rank,
              last.incident.openedAt,
              last.incident.id,
            ])
          : undefined,
    };
  }

  /** Ids of open incidents that name any of these pipelines, whoever asks. @param pipelineRefs - entity refs, at most 400 */
  async openOn(
    pipelineRefs: string[],
  ): Promise<
    Array<Pick<IncidentRecord, 'id' | 'title' | 'severity' | 'openedAt'>>
  > {
    const { database, fleet, store } = this.#options;
    if (pipelineRefs.length === 0) return [];
    const records = await fleet.findAll(pipelineRefs, {});
    const ids = [...records.values()].map(record => record.id);
    const open = await store.openOn(ids, database);
    return open.map(({ id, openedAt, severity, title }) => ({
      id,
      title,
      severity,
      openedAt,
    }));
  }

  /** The incident of each alert that is part of one. */
  async ofAlerts(alertIds: number[]): Promise<Map<number, number>> {
    if (alertIds.length === 0) return new Map();
    return this.#options.store.incidentsOf(alertIds, this.#options.database);
  }

  /** One with its pipelines, alerts and timeline. */
  async detail(
    incident: IncidentRecord,
    scope: FleetScope,
  ): Promise<IncidentDetail> {
    const { alerts, database, store } = this.#options;
    const { id } = incident;
    const [view] = await this.of([incident], scope);
    const pipelines = await this.#visible(incident, scope);
    const own = (await store.alerts([id], database)).get(id) ?? [];
    const causeVisible = await this.#isVisible(incident, scope);
    const entries = await store.entries(id, database);
    return {
      incident: view,
      pipelines: pipelines.map(({ entityRef, owner, tier }) => ({
        pipeline: entityRef,
        owner,
        tier: tier <= 3 ? tier : undefined,
      })),
      alerts: await alerts.some(
        own.map(({ alertId }) => alertId),
        scope,
      ),
      timeline: entries.map(entry => apiEntry(entry, causeVisible)),
    };
  }

  /** Incidents as the API gives them. */
  async of(
    incidents: IncidentRecord[],
    scope: FleetScope,
  ): Promise<Incident[]> {
    const { database, now, store } = this.#options;
    const alerts = await store.alerts(
      incidents.map(({ id }) => id),
      database,
    );
    const views: Incident[] = [];
    for (const incident of incidents) {
      views.push(
        apiIncident({
          incident,
          pipelines: await this.#visible(incident, scope),
          alerts: alerts.get(incident.id) ?? [],
          causeVisible: await this.#isVisible(incident, scope),
          now: now(),
        }),
      );
    }
    return views;
  }

  /** The pipelines that an incident names and the caller may see, by tier and name. */
  async #visible(
    { id }: IncidentRecord,
    scope: FleetScope,
  ): Promise<FleetRecord[]> {
    const { database, fleet, store } = this.#options;
    const ids = (await store.pipelines([id], database)).get(id) ?? [];
    const refs = [...(await fleet.refs(ids)).values()];
    const found: FleetRecord[] = [];
    for (let i = 0; i < refs.length; i += 400) {
      const slice = await fleet.findAll(refs.slice(i, i + 400), scope);
      found.push(...slice.values());
    }
    return found.sort(
      (a, b) => a.tier - b.tier || (a.sortName < b.sortName ? -1 : 1),
    );
  }

  /** Whether the caller may see the cause; one that isn't a pipeline hides nothing. */
  async #isVisible(
    { cause }: IncidentRecord,
    scope: FleetScope,
  ): Promise<boolean> {
    if (!cause?.ref.startsWith('component:')) return true;
    return (await this.#options.fleet.find(cause.ref, scope)) !== undefined;
  }
}
