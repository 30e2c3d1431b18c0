import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  AlertSeverity,
  IncidentDetail,
  IncidentPage,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { FleetRecord, FleetScope, FleetService } from '../fleet';
import type { Ledger } from '../ledger';
import type { Outbox } from '../notifications';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';
import { messagesOf } from './incidentMessages';
import type { IncidentQueries } from './IncidentQueries';
import type { IncidentRecord } from './incidentRecords';
import type { IncidentStore } from './IncidentStore';
import type { IncidentViews } from './IncidentViews';
import { closedEntry, openedEntry } from './ledgerEntries';

/** What an {@link IncidentService} needs. @internal */
export type IncidentServiceOptions = {
  database: Knex;
  store: IncidentStore;
  queries: IncidentQueries;
  fleet: FleetService;
  views: IncidentViews;
  ledger: Pick<Ledger['service'], 'append'>;
  outbox: Pick<Outbox, 'add'>;
  onChanged: (incidentIds: number[]) => Promise<void>;
  now: () => Date;
};

/** What somebody declares. @internal */
export type IncidentToOpen = {
  title: string;
  severity?: AlertSeverity;
  /** Entity refs. */
  pipelines: string[];
  note?: string;
  /** An entity ref or `webhook:<name>`. */
  by: string;
  origin: 'person' | 'webhook';
  /** What another system calls it. */
  groupKey?: string;
  /** The same key of the same person is the same incident. */
  idempotencyKey?: string;
};

/** What may be asked of incidents, and done with them. @internal */
export class IncidentService {
  readonly #options: IncidentServiceOptions;

  constructor(options: IncidentServiceOptions) {
    this.#options = options;
  }

  /** As {@link IncidentViews.page}. */
  page(...asked: Parameters<IncidentViews['page']>): Promise<IncidentPage> {
    return this.#options.views.page(...asked);
  }

  /** @throws NotFoundError if there is none that the caller may see */
  async detail(id: number, scope: FleetScope): Promise<IncidentDetail> {
    return this.#options.views.detail(await this.#find(id, scope), scope);
  }

  /** As {@link IncidentViews.openOn}. */
  openOn(pipelineRefs: string[]): ReturnType<IncidentViews['openOn']> {
    return this.#options.views.openOn(pipelineRefs);
  }

  /** As {@link IncidentViews.ofAlerts}. */
  ofAlerts(alertIds: number[]): Promise<Map<number, number>> {
    return this.#options.views.ofAlerts(alertIds);
  }

  /**
   * Opens an incident; one of the same group that is open already gets a note instead.
   *
   * @throws UnprocessableError that names the pipelines that aren't any the caller may see; ConflictError if the Idempotency-Key was
   *   used for another incident
   * @returns its id
   */
  async open(incident: IncidentToOpen, scope: FleetScope): Promise<number> {
    const { database, fleet, onChanged } = this.#options;
    const refs = [
      ...new Set(incident.pipelines.map(ref => ref.toLocaleLowerCase('en-US'))),
    ];
    const records = await fleet.findAll(refs, scope);
    const unknown = refs.filter(ref => !records.has(ref));
    if (unknown.length > 0) {
      throw new UnprocessableError(
        `pipelines names ${unknown.join(
          ', ',
        )}, which is no pipeline of the catalog that you may see: use entity refs such as component:default/orders`,
      );
    }
    const id = await database.transaction(tx =>
      this.#open(incident, [...records.values()], tx),
    );
    await onChanged([id]);
    return id;
  }

  async #open(
    incident: IncidentToOpen,
    pipelines: FleetRecord[],
    tx: Knex.Transaction,
  ): Promise<number> {
    const { ledger, now, outbox, store } = this.#options;
    const { by, groupKey = null, note, origin, severity = 'high' } = incident;
    const at = now().toISOString();
    const title = incident.title.trim();
    const key =
      incident.idempotencyKey === undefined
        ? null
        : `${by} ${incident.idempotencyKey}`;
    const same = key && (await store.byIdempotencyKey(key, tx));
    if (same) {
      if (same.title === title) return same.id;
      throw new ConflictError(
        `The Idempotency-Key ${incident.idempotencyKey} was used for another incident: take a new one`,
      );
    }
    const ids = pipelines.map(({ id }) => id);
    const last = groupKey && (await store.lastOf(groupKey, tx));
    if (last && last.state === 'open') {
      await store.addPipelines(last.id, ids, tx);
      await store.addEntry(
        last.id,
        { at, type: 'note', by, text: note ?? title },
        tx,
      );
      return last.id;
    }
    const opened = await store.put(
      {
        id: 0,
        groupKey,
        title,
        severity,
        state: 'open',
        origin,
        openedBy: by,
        openedAt: at,
        cause: null,
        recoveredAt: null,
        closesAt: null,
        closedAt: null,
        closedBy: null,
        closeReason: null,
        reopened: 0,
        inHindsight: false,
        idempotencyKey: key,
      },
      tx,
    );
    await store.addPipelines(opened.id, ids, tx);
    await store.addEntry(opened.id, { at, type: 'opened', by }, tx);
    if (note?.trim()) {
      await store.addEntry(
        opened.id,
        { at, type: 'note', by, text: note.trim() },
        tx,
      );
    }
    await outbox.add(messagesOf(opened, pipelines, at, 'opened'), tx);
    await ledger.append([openedEntry(opened)], tx);
    return opened.id;
  }

  /** Adds a note, once for each Idempotency-Key of a person. @throws NotFoundError if there is none that the caller may see */
  async note(
    id: number,
    note: { text: string; by: string; idempotencyKey?: string },
    scope: FleetScope,
  ): Promise<void> {
    const { database, now, onChanged, store } = this.#options;
    await this.#find(id, scope);
    const { by, idempotencyKey, text } = note;
    await store.addEntry(
      id,
      {
        at: now().toISOString(),
        type: 'note',
        by,
        text: text.trim(),
        idempotencyKey: idempotencyKey && `${by} note ${idempotencyKey}`,
      },
      database,
    );
    await onChanged([id]);
  }

  /**
   * Closes an incident by hand. Its alerts go on as long as what is wrong does.
   *
   * @throws NotFoundError if there is none that the caller may see; ConflictError if it is closed already
   */
  async close(
    id: number,
    closing: { reason: string; by: string; idempotencyKey?: string },
    scope: FleetScope,
  ): Promise<void> {
    const { database, fleet, ledger, now, onChanged, outbox, store } =
      this.#options;
    await this.#find(id, scope);
    const { by, idempotencyKey } = closing;
    const reason = closing.reason.trim();
    const at = now().toISOString();
    const ids = (await store.pipelines([id], database)).get(id) ?? [];
    const named = await fleet.records(ids);
    await database.transaction(async tx => {
      const incident = (await store.lock(id, tx))!;
      const isNew = await store.addEntry(
        id,
        {
          at,
          type: 'closed',
          by,
          text: reason,
          idempotencyKey: idempotencyKey && `${by} close ${idempotencyKey}`,
        },
        tx,
      );
      // The same request again.
      if (!isNew) return;
      if (incident.state === 'closed') {
        throw new ConflictError(
          `Incident ${id} was closed at ${incident.closedAt} already`,
        );
      }
      const closed: IncidentRecord = {
        ...incident,
        state: 'closed',
        closedAt: at,
        closedBy: by,
        closeReason: reason,
      };
      await store.put(closed, tx);
      // Those of alerts are told of by the alerts.
      const messages =
        incident.origin === 'alert'
          ? []
          : messagesOf(closed, [...named.values()], at, 'resolved');
      await outbox.add(messages, tx);
      await ledger.append([closedEntry(closed)], tx);
    });
    await onChanged([id]);
  }

  /** Closes those that recovered long enough ago. @returns their ids */
  async closeRecovered(): Promise<number[]> {
    const { database, ledger, now, onChanged, store } = this.#options;
    const at = now().toISOString();
    const ids = await store.toClose(at, 100, database);
    for (const id of ids) {
      await database.transaction(async tx => {
        const incident = await store.lock(id, tx);
        // It may have come back meanwhile.
        if (!incident?.closesAt || incident.closesAt > at) return;
        // When it was over for long enough, however late somebody looks.
        const closedAt = incident.closesAt;
        const closed = { ...incident, state: 'closed' as const, closedAt };
        await store.put(closed, tx);
        await store.addEntry(id, { at: closedAt, type: 'closed' }, tx);
        await ledger.append([closedEntry(closed)], tx);
      });
    }
    if (ids.length > 0) await onChanged(ids);
    return ids;
  }

  async #find(id: number, scope: FleetScope): Promise<IncidentRecord> {
    const incident = await this.#options.queries.find(id, scope);
    if (!incident) {
      throw new NotFoundError(`There is no incident ${id} that you may see`);
    }
    return incident;
  }
}
