import type { Knex } from 'knex';
import type { FleetRecord, FleetService } from '../fleet';
import type { ObservationService } from '../observations';
import { plusMs, type StandingFeed } from '../slo';
import type { AffectedRecord, AlertRecord, Condition } from './alertRecords';
import type { AlertStore } from './AlertStore';
import { summaryOf } from './alertText';
import type { CauseService } from './CauseService';
import type { ConditionStore } from './ConditionStore';
import type { ToldChange } from './messages';
import { type AlertChange, assignKeys, nextAlert, REOPEN_MS } from './regroup';
import { settling } from './settle';
import { type Finding, sloFindings } from './sloConditions';
import { sourceConditions } from './sourceConditions';

/** The fleet is asked for so many pipelines at once. */
const MAX_PIPELINES = 400;

/** Who wants to know what becomes of alerts, in the transaction in which it does. @internal */
export type AlertListener = (
  change: ToldChange,
  tx: Knex.Transaction,
) => Promise<void>;

/** What an {@link AlertEvaluator} needs. @internal */
export type AlertEvaluatorOptions = {
  database: Knex;
  feed: StandingFeed;
  fleet: FleetService;
  observations: ObservationService;
  causes: CauseService;
  conditions: ConditionStore;
  store: AlertStore;
  listeners: AlertListener[];
  /** Called last in the transaction. */
  beforeCommit: (tx: Knex.Transaction) => Promise<void>;
  /** The last environment of the config. */
  production: string;
  now: () => Date;
};

/** Makes conditions and alerts true to where SLOs and sources stand. @internal */
export class AlertEvaluator {
  readonly #options: AlertEvaluatorOptions;

  constructor(options: AlertEvaluatorOptions) {
    this.#options = options;
  }

  /**
   * Looks again at these SLOs and sources.
   *
   * @param origins - `slo:<id>` and `source:<id>`, at most a hundred
   * @returns ids of the alerts that changed
   */
  async evaluate(origins: string[]): Promise<number[]> {
    const { conditions, database } = this.#options;
    if (origins.length === 0) return [];
    const known = await conditions.ofOrigins(origins, database);
    const found = [
      ...(await this.#inSlos(origins, known)),
      ...(await this.#inSources(origins, known)),
    ];
    found.push(...settling(known, found, this.#options.now().toISOString()));
    if (known.length === 0 && found.length === 0) return [];
    return database.transaction(async tx => {
      const ids = await this.#keep(origins, found, tx);
      await this.#options.beforeCommit(tx);
      return ids;
    });
  }

  async #inSlos(origins: string[], known: Condition[]): Promise<Condition[]> {
    const { causes, feed, now, production } = this.#options;
    const ids = origins.flatMap(o =>
      o.startsWith('slo:') ? Number(o.slice('slo:'.length)) : [],
    );
    if (ids.length === 0) return [];
    const facts = await feed.facts(ids);
    const pipelines = await this.#pipelines(facts.flatMap(f => f.pipelineIds));
    const before = new Map(known.map(each => [each.id, each]));
    const found: Condition[] = [];
    for (const own of facts) {
      const findings = sloFindings({
        facts: own,
        pipelines,
        production,
        now: now().toISOString(),
      });
      for (const finding of findings) {
        const { family, ...rest } = finding;
        const earlier = before.get(finding.id);
        const cause = isSameMatter(finding, earlier)
          ? await causes.again(finding, pipelines.get(finding.pipelineId)!, {
              slo: own.slo,
              before: earlier!.cause,
            })
          : await causes.of(
              finding,
              pipelines.get(finding.pipelineId)!,
              own.slo,
            );
        found.push({ ...rest, cause, since: earlier?.since ?? rest.since });
      }
    }
    return found;
  }

  async #inSources(
    origins: string[],
    known: Condition[],
  ): Promise<Condition[]> {
    const { now, observations, production } = this.#options;
    const ids = origins.flatMap(o =>
      o.startsWith('source:') ? o.slice('source:'.length) : [],
    );
    if (ids.length === 0) return [];
    const before = new Map(known.map(each => [each.id, each]));
    const found: Condition[] = [];
    for (const source of await observations.health()) {
      if (!ids.includes(source.id)) continue;
      const pipelineIds = await observations.pipelinesOf(source.id);
      const pipelines = await this.#pipelines(pipelineIds);
      const conditions = sourceConditions({
        source,
        pipelines: [...pipelines.values()],
        production,
        now: now().toISOString(),
      });
      for (const each of conditions) {
        found.push({
          ...each,
          since: before.get(each.id)?.since ?? each.since,
        });
      }
    }
    return found;
  }

  async #pipelines(ids: number[]): Promise<Map<number, FleetRecord>> {
    const wanted = [...new Set(ids)];
    const found = new Map<number, FleetRecord>();
    for (let i = 0; i < wanted.length; i += MAX_PIPELINES) {
      const slice = wanted.slice(i, i + MAX_PIPELINES);
      for (const [id, record] of await this.#options.fleet.records(slice)) {
        found.set(id, record);
      }
    }
    return found;
  }

  async #keep(
    origins: string[],
    found: Condition[],
    tx: Knex.Transaction,
  ): Promise<number[]> {
    const { conditions, store } = this.#options;
    const before = await conditions.ofOrigins(origins, tx);
    const isFound = new Set(found.map(({ id }) => id));
    const keyBefore = new Map(before.map(({ id, key }) => [id, key]));
    await conditions.remove(
      before.filter(({ id }) => !isFound.has(id)).map(({ id }) => id),
      tx,
    );
    await conditions.put(
      found.map(each => ({ ...each, key: keyBefore.get(each.id) ?? '' })),
      tx,
    );
    const touched = [...before, ...found].map(({ pipelineId }) => pipelineId);
    const all = await conditions.ofPipelines([...new Set(touched)], tx);
    const keys = assignKeys(all);
    const moved = all
      .filter(each => each.key !== keys.get(each.id))
      .map(each => ({ ...each, before: each.key, key: keys.get(each.id)! }));
    await conditions.put(
      moved.map(({ before: _, ...each }) => each),
      tx,
    );
    const changed = new Set([
      ...before.map(({ key }) => key),
      ...found.map(({ id }) => keys.get(id)!),
      ...moved.flatMap(each => [each.before, each.key]),
    ]);
    changed.delete('');
    return this.#regroup([...changed].sort(), store, tx);
  }

  async #regroup(
    keys: string[],
    store: AlertStore,
    tx: Knex.Transaction,
  ): Promise<number[]> {
    const { conditions, now } = this.#options;
    const at = now().toISOString();
    const known = await store.known(keys, plusMs(at, -REOPEN_MS), tx);
    const current = await conditions.ofKeys(keys, tx);
    const ids: number[] = [];
    for (const key of keys) {
      const change = nextAlert({
        key,
        known: known.get(key),
        conditions: current.filter(each => each.key === key),
        now: at,
      });
      if (change)
        ids.push(await this.#apply(change, known.get(key)?.alert, tx));
    }
    return ids;
  }

  async #apply(
    change: AlertChange,
    before: AlertRecord | undefined,
    tx: Knex.Transaction,
  ): Promise<number> {
    const { listeners, now, store } = this.#options;
    const at = now().toISOString();
    const { transition } = change;
    const alert = await store.put(
      {
        ...change.alert,
        summary:
          transition === 'resolved' && before
            ? before.summary
            : summaryOf({
                ...change.alert,
                affected: worstFirst(change.affected),
              }),
      },
      tx,
    );
    await store.putAffected(alert.id, change.affected, tx);
    if (!transition) return alert.id;
    await store.addEntry(
      alert.id,
      { at, type: transition, by: null, text: alert.summary },
      tx,
    );
    for (const listener of listeners) {
      await listener({ ...change, alert, transition, at }, tx);
    }
    return alert.id;
  }
}

/** Those that are affected now. @internal */
export function worstFirst(affected: AffectedRecord[]): AffectedRecord[] {
  return affected
    .filter(({ recoveredAt }) => recoveredAt === null)
    .sort((a, b) => a.tier - b.tier || (a.since < b.since ? -1 : 1));
}

/** Whether it was found before, and is about the same occurrence. */
function isSameMatter(
  finding: Finding,
  before: Condition | undefined,
): boolean {
  return before !== undefined && before.dueAt === finding.dueAt;
}
