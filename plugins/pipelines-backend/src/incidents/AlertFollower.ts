import type { Knex } from 'knex';
import type { AlertRecord, PastAlert, ToldChange } from '../alerts';
import type { Ledger, LedgerEntry } from '../ledger';
import { plusMs } from '../slo';
import type { IncidentRecord } from './incidentRecords';
import { effectOf, groupKeyOf, worseSeverity } from './incidentRules';
import type { IncidentStore } from './IncidentStore';
import { openedEntry, reopenedEntry } from './ledgerEntries';

/** A title has at most so many characters. */
const LONGEST_TITLE = 300;

const ENTRY_OF = {
  opened: 'alert-opened',
  reopened: 'alert-opened',
  escalated: 'alert-changed',
  changed: 'alert-changed',
  acknowledged: 'acknowledged',
  resolved: 'alert-resolved',
} as const;

/** Opens, extends and ends incidents as alerts do. @internal */
export class AlertFollower {
  readonly #store: IncidentStore;
  readonly #recoverySeconds: number;

  readonly #ledger: Pick<Ledger['service'], 'append'>;
  readonly #entries = new WeakMap<Knex.Transaction, LedgerEntry[]>();

  constructor(options: {
    store: IncidentStore;
    ledger: Pick<Ledger['service'], 'append'>;
    recoverySeconds: number;
  }) {
    this.#store = options.store;
    this.#ledger = options.ledger;
    this.#recoverySeconds = options.recoverySeconds;
  }

  /**
   * Writes into the ledger what became of incidents in a transaction. Called last in it: whoever appends holds the head of the ledger until
   * the end, and must not wait for an incident that somebody holds who waits for the head.
   */
  async record(tx: Knex.Transaction): Promise<void> {
    const entries = this.#entries.get(tx) ?? [];
    this.#entries.delete(tx);
    await this.#ledger.append(entries, tx);
  }

  #remember(entry: LedgerEntry, tx: Knex.Transaction): void {
    this.#entries.set(tx, [...(this.#entries.get(tx) ?? []), entry]);
  }

  /** @returns the incident that changed */
  async follow(
    change: ToldChange,
    tx: Knex.Transaction,
  ): Promise<number | undefined> {
    const { alert, at, transition } = change;
    const groupKey = groupKeyOf(alert);
    const own = await this.#store.ofAlert(alert.id, tx);
    const last =
      own?.state === 'open' ? own : await this.#store.lastOf(groupKey, tx);
    const isPart = own !== undefined && own.id === last?.id;
    switch (effectOf(change, last, isPart, at)) {
      case 'open':
        return this.#open(change, tx);
      case 'reopen':
        await this.#store.addEntry(last!.id, { at, type: 'reopened' }, tx);
        this.#remember(reopenedEntry(last!), tx);
        return this.#join(
          {
            ...last!,
            state: 'open',
            closedAt: null,
            closeReason: null,
            reopened: last!.reopened + 1,
          },
          change,
          tx,
        );
      case 'join':
        return this.#join(last!, change, tx);
      case 'follow':
        return transition === 'resolved'
          ? this.#resolve(last!, change, tx)
          : this.#join(last!, change, tx);
      default:
        return undefined;
    }
  }

  /** Keeps the incident that an urgent alert of the past would have been, closed as it would have been. */
  async followPast(
    { affected, alert }: PastAlert,
    tx: Knex.Transaction,
  ): Promise<void> {
    if (alert.urgency !== 'urgent') return;
    const { openedAt, summary } = alert;
    const recoveredAt = alert.resolvedAt!;
    const closedAt = plusMs(recoveredAt, this.#recoverySeconds * 1000);
    const incident = await this.#store.put(
      {
        ...newIncident(alert),
        state: 'closed',
        recoveredAt,
        closedAt,
      },
      tx,
    );
    await this.#store.putAlert(incident.id, alert.id, true, tx);
    await this.#store.addPipelines(
      incident.id,
      affected.map(each => each.pipelineId),
      tx,
    );
    const ofAlert = { alertId: alert.id, text: summary };
    for (const entry of [
      { at: openedAt, type: 'opened' as const },
      { at: openedAt, type: 'alert-opened' as const, ...ofAlert },
      { at: recoveredAt, type: 'alert-resolved' as const, ...ofAlert },
      { at: recoveredAt, type: 'recovered' as const },
      { at: closedAt, type: 'closed' as const },
    ]) {
      await this.#store.addEntry(incident.id, entry, tx);
    }
  }

  async #open(change: ToldChange, tx: Knex.Transaction): Promise<number> {
    const { alert, at } = change;
    const incident = await this.#store.put(newIncident(alert), tx);
    await this.#store.addEntry(incident.id, { at, type: 'opened' }, tx);
    this.#remember(openedEntry(incident), tx);
    return this.#join(incident, change, tx);
  }

  async #join(
    incident: IncidentRecord,
    { affected, alert, at, by, text, transition }: ToldChange,
    tx: Knex.Transaction,
  ): Promise<number> {
    const isAcknowledged = transition === 'acknowledged';
    if (!isAcknowledged) {
      await this.#store.put(
        {
          ...incident,
          cause: incident.origin === 'alert' ? alert.cause : incident.cause,
          severity: worseSeverity(incident.severity, alert.severity),
          recoveredAt: null,
          closesAt: null,
        },
        tx,
      );
      await this.#store.putAlert(incident.id, alert.id, false, tx);
      await this.#store.addPipelines(
        incident.id,
        affected.map(each => each.pipelineId),
        tx,
      );
    }
    await this.#store.addEntry(
      incident.id,
      {
        at,
        type: ENTRY_OF[transition],
        by,
        alertId: alert.id,
        text: isAcknowledged ? text : alert.summary,
      },
      tx,
    );
    return incident.id;
  }

  async #resolve(
    incident: IncidentRecord,
    { alert, at }: ToldChange,
    tx: Knex.Transaction,
  ): Promise<number> {
    await this.#store.putAlert(incident.id, alert.id, true, tx);
    await this.#store.addEntry(
      incident.id,
      {
        at,
        type: 'alert-resolved',
        alertId: alert.id,
        text: alert.summary,
      },
      tx,
    );
    const alerts = await this.#store.alerts([incident.id], tx);
    const isOver = alerts.get(incident.id)!.every(each => each.resolved);
    // Another system or a person opened it, so they say when it is over.
    if (!isOver || incident.origin !== 'alert') return incident.id;
    await this.#store.addEntry(incident.id, { at, type: 'recovered' }, tx);
    await this.#store.put(
      {
        ...incident,
        recoveredAt: at,
        closesAt: plusMs(at, this.#recoverySeconds * 1000),
      },
      tx,
    );
    return incident.id;
  }
}

/** The incident that an alert opens. */
function newIncident(alert: AlertRecord): IncidentRecord {
  return {
    id: 0,
    groupKey: groupKeyOf(alert),
    title: alert.summary.slice(0, LONGEST_TITLE),
    severity: alert.severity,
    state: 'open',
    origin: 'alert',
    openedBy: null,
    openedAt: alert.openedAt,
    cause: alert.cause,
    recoveredAt: null,
    closesAt: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    reopened: 0,
    inHindsight: alert.inHindsight,
    idempotencyKey: null,
  };
}
