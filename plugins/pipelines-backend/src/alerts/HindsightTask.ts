import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { FleetRecord, FleetService } from '../fleet';
import { errorText } from '../observations';
import { type PastMiss, plusMs, type Slos } from '../slo';
import type { Cause } from './alertRecords';
import type { AlertStore } from './AlertStore';
import { type PastAlert, type PastLateness, pastAlerts } from './pastAlerts';
import { affectedOf, pipelineCause } from './sloConditions';

/** So far it looks back. In milliseconds. */
const BACK_MS = 30 * 24 * 3600_000;
/** Of more misses than this only the newest are looked at: each takes a walk upstream. */
const MOST_MISSES = 100;

/** Who wants to know of alerts that there would have been, in the transaction in which they are kept. @internal */
export type PastAlertListener = (
  past: PastAlert,
  tx: Knex.Transaction,
) => Promise<void>;

/** What a {@link HindsightTask} needs. @internal */
export type HindsightTaskOptions = {
  database: Knex;
  slos: Pick<Slos, 'feed' | 'attribution'>;
  fleet: FleetService;
  store: AlertStore;
  listeners: PastAlertListener[];
  /** Whether all that is known was judged once. */
  isSettled: () => Promise<boolean>;
  /** The last environment of the config. */
  production: string;
  logger: LoggerService;
  now: () => Date;
};

/**
 * Finds out once, when Sluice begins to look, which alerts there would have been: as SLOs are judged in hindsight, so that a page
 * doesn't begin empty. Nobody is told of them.
 *
 * @internal
 */
export class HindsightTask {
  readonly #options: HindsightTaskOptions;
  #isDone = false;

  constructor(options: HindsightTaskOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { database, isSettled, logger, now, store } = this.#options;
    if (this.#isDone) return;
    const began = await store.watchingSince(now().toISOString(), database);
    if (began.hindsightAt) {
      this.#isDone = true;
      return;
    }
    if (!(await isSettled())) return;
    try {
      const past = await this.#past(began.at);
      await database.transaction(async tx => {
        for (const each of past) await this.#keep(each, tx);
        await store.hindsightDone(now().toISOString(), tx);
      });
      this.#isDone = true;
    } catch (error) {
      logger.error(
        `Alerts of the past could not be found out, and are looked for again: ${errorText(
          error,
        )}`,
      );
    }
  }

  async #past(to: string): Promise<PastAlert[]> {
    const { slos } = this.#options;
    const misses = await slos.feed.pastMisses({
      from: plusMs(to, -BACK_MS),
      to,
      limit: MOST_MISSES,
    });
    const over = misses.filter(miss => miss.overAt !== null);
    const sloIds = [...new Set(over.map(miss => miss.sloId))];
    const facts = await slos.feed.facts(sloIds);
    const bySlo = new Map(facts.map(({ slo }) => [slo.id, slo]));
    const pipelines = await this.#options.fleet.records([
      ...new Set(over.map(miss => miss.pipelineId)),
    ]);
    const latenesses: PastLateness[] = [];
    for (const miss of over) {
      const pipeline = pipelines.get(miss.pipelineId);
      const slo = bySlo.get(miss.sloId);
      if (!pipeline || slo?.definition.kind !== 'deadline') continue;
      const { deadline, environment, name, title } = slo.definition;
      latenesses.push({
        affected: {
          ...affectedOf(pipeline),
          kind: 'missed-deadline',
          sloId: slo.id,
          sloTitle: title ?? name,
          since: miss.dueAt,
          dueAt: miss.dueAt,
          timezone: deadline.timezone,
          reason: miss.reason,
        },
        lifecycle: pipeline.lifecycle,
        production:
          (environment ?? this.#options.production) ===
          this.#options.production,
        cause: await this.#causeOf(miss, pipeline),
        from: miss.dueAt,
        to: miss.overAt!,
      });
    }
    return pastAlerts(latenesses);
  }

  async #causeOf(miss: PastMiss, pipeline: FleetRecord): Promise<Cause> {
    const { fleet, slos } = this.#options;
    try {
      const { blame } = await slos.attribution.attribute(
        {
          sloId: miss.sloId,
          pipeline: pipeline.entityRef,
          occurrence: miss.occurrence,
        },
        {},
      );
      const upstream =
        blame.type === 'upstream' && blame.pipeline
          ? await fleet.find(blame.pipeline, {})
          : undefined;
      return pipelineCause(upstream ?? pipeline);
    } catch {
      // It was in time after all, or its history is gone.
      return pipelineCause(pipeline);
    }
  }

  async #keep(past: PastAlert, tx: Knex.Transaction): Promise<void> {
    const { listeners, store } = this.#options;
    const alert = await store.put(past.alert, tx);
    await store.putAffected(alert.id, past.affected, tx);
    const { openedAt, resolvedAt, summary } = alert;
    const entry = { by: null, text: summary };
    await store.addEntry(
      alert.id,
      { ...entry, at: openedAt, type: 'opened' },
      tx,
    );
    await store.addEntry(
      alert.id,
      { ...entry, at: resolvedAt!, type: 'resolved' },
      tx,
    );
    for (const listener of listeners) {
      await listener({ ...past, alert }, tx);
    }
  }
}
