import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Alert,
  AlertDelivery,
  AlertDetail,
  AlertPage,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { FleetScope, FleetService } from '../fleet';
import { RANK_ORDER } from '../paging/byRank';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { AlertListener } from './AlertEvaluator';
import { worstFirst } from './AlertEvaluator';
import { type AlertFilter, type AlertQueries } from './AlertQueries';
import type { AffectedRecord, AlertRecord } from './alertRecords';
import type { AlertStore } from './AlertStore';
import { apiAffected, apiAlert } from './apiAlert';
import { subjectOf } from './messages';

/** What an {@link AlertService} needs. @internal */
export type AlertServiceOptions = {
  database: Knex;
  store: AlertStore;
  queries: AlertQueries;
  fleet: FleetService;
  listeners: AlertListener[];
  /** Who was told of what is kept under a subject. */
  deliveries: (subject: string) => Promise<AlertDelivery[]>;
  onChanged: (alertIds: number[]) => Promise<void>;
  now: () => Date;
};

/** An open alert with those that it affects now, whoever may see them. @internal */
export type OpenAlert = { alert: AlertRecord; affected: AffectedRecord[] };

/** What may be asked of alerts, and done with them. @internal */
export class AlertService {
  readonly #options: AlertServiceOptions;

  constructor(options: AlertServiceOptions) {
    this.#options = options;
  }

  /**
   * A page of alerts, what needs a human first.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async page(
    filter: AlertFilter,
    scope: FleetScope,
    { cursor, limit }: { limit: number; cursor?: string },
  ): Promise<AlertPage> {
    const { queries } = this.#options;
    const { alerts, total } = await queries.page(filter, scope, {
      limit: limit + 1,
      after: cursor ? decodeCursor(cursor, filter, [...RANK_ORDER]) : undefined,
    });
    const page = alerts.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await this.#views(
        page.map(({ alert }) => alert),
        scope,
      ),
      totalItems: total,
      counts: await queries.counts(scope),
      nextCursor:
        last && alerts.length > limit
          ? encodeCursor(filter, [
              last.rank,
              last.alert.openedAt,
              last.alert.id,
            ])
          : undefined,
    };
  }

  /** Those of these that the caller may see. */
  async some(ids: number[], scope: FleetScope): Promise<Alert[]> {
    if (ids.length === 0) return [];
    return this.#views(await this.#options.queries.visible(ids, scope), scope);
  }

  /** @throws NotFoundError if there is none that the caller may see */
  async detail(id: number, scope: FleetScope): Promise<AlertDetail> {
    const { database, deliveries, store } = this.#options;
    const alert = await this.#find(id, scope);
    const affected = await this.#visibleAffected([alert], scope);
    const own = affected.get(id) ?? [];
    const causeVisible = await this.#isVisible(alert, scope);
    const [view] = await this.#views([alert], scope);
    const history = await store.entries(id, database);
    return {
      alert: view,
      affected: [
        ...worstFirst(own),
        ...own.filter(({ recoveredAt }) => recoveredAt !== null),
      ].map(apiAffected),
      history: history.map(({ by, text, ...entry }) => ({
        ...entry,
        by: by ?? undefined,
        // What was said names the cause.
        text: causeVisible ? text ?? undefined : undefined,
      })),
      deliveries: await deliveries(subjectOf(id)),
    };
  }

  /**
   * Says that somebody looks after an alert. Of one that is acknowledged already nothing changes.
   *
   * @param by - entity ref of the person
   * @throws NotFoundError if there is none that the caller may see; ConflictError if it is resolved
   */
  async acknowledge(
    id: number,
    { by, note }: { by: string; note?: string },
    scope: FleetScope,
  ): Promise<Alert> {
    const { database, listeners, now, onChanged, store } = this.#options;
    await this.#find(id, scope);
    const at = now().toISOString();
    const isChanged = await database.transaction(async tx => {
      const alert = await store.lock(id, tx);
      if (alert?.state === 'resolved') {
        throw new ConflictError(
          `Alert ${id} was resolved at ${alert.resolvedAt}`,
        );
      }
      if (!alert || alert.state === 'acknowledged') return false;
      const acknowledged: AlertRecord = {
        ...alert,
        state: 'acknowledged',
        acknowledgedAt: at,
        acknowledgedBy: by,
      };
      await store.put(acknowledged, tx);
      const text = note?.trim() || null;
      await store.addEntry(id, { at, type: 'acknowledged', by, text }, tx);
      const affected = await store.affected([id], tx);
      for (const listener of listeners) {
        await listener(
          {
            alert: acknowledged,
            affected: affected.get(id) ?? [],
            transition: 'acknowledged',
            added: [],
            at,
            by,
            text: text ?? undefined,
          },
          tx,
        );
      }
      return true;
    });
    if (isChanged) await onChanged([id]);
    const [view] = await this.some([id], scope);
    return view;
  }

  /** All that aren't resolved, whoever may see them. */
  async open(): Promise<OpenAlert[]> {
    const { database, store } = this.#options;
    const alerts = await store.open(database);
    const affected = await store.affected(
      alerts.map(({ id }) => id),
      database,
    );
    return alerts.map(alert => ({
      alert,
      affected: worstFirst(affected.get(alert.id) ?? []),
    }));
  }

  async #find(id: number, scope: FleetScope): Promise<AlertRecord> {
    const alert = await this.#options.queries.find(id, scope);
    if (!alert) {
      throw new NotFoundError(`There is no alert ${id} that you may see`);
    }
    return alert;
  }

  async #views(alerts: AlertRecord[], scope: FleetScope): Promise<Alert[]> {
    const affected = await this.#visibleAffected(alerts, scope);
    const now = this.#options.now();
    const views: Alert[] = [];
    for (const alert of alerts) {
      views.push(
        apiAlert({
          alert,
          affected: affected.get(alert.id) ?? [],
          causeVisible: await this.#isVisible(alert, scope),
          now,
        }),
      );
    }
    return views;
  }

  async #visibleAffected(
    alerts: AlertRecord[],
    scope: FleetScope,
  ): Promise<Map<number, AffectedRecord[]>> {
    const { database, queries, store } = this.#options;
    const affected = await store.affected(
      alerts.map(({ id }) => id),
      database,
    );
    const ids = [...affected.values()].flat().map(each => each.pipelineId);
    const visible = await queries.visiblePipelines([...new Set(ids)], scope);
    return new Map(
      [...affected].map(([id, own]) => [
        id,
        own.filter(each => visible.has(each.pipelineId)),
      ]),
    );
  }

  /** Whether the caller may see the cause; one that isn't a pipeline hides nothing. */
  async #isVisible(
    { cause }: AlertRecord,
    scope: FleetScope,
  ): Promise<boolean> {
    if (!cause.ref.startsWith('component:')) return true;
    return (await this.#options.fleet.find(cause.ref, scope)) !== undefined;
  }
}
