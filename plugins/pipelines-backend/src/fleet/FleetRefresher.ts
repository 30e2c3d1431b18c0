import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { ObservationService } from '../observations';
import { slices } from '../database/slices';
import { fleetState, primaryEnvironment } from './fleetState';
import type { StatusTargets } from './fleetStatus';
import type { FleetStore } from './FleetStore';

/** So many pipelines are computed before others get their turn. */
const SLICE_PIPELINES = 25;
const CHANGES_AT_ONCE = 200;
const THIRTY_DAYS_MS = 30 * 24 * 3600_000;

/** Keeps the rows of the fleet up to date: only those whose observations changed, or whose time has come. @internal */
export class FleetRefresher {
  readonly #options: {
    database: Knex;
    store: FleetStore;
    observations: ObservationService;
    environments: string[];
    targets: StatusTargets;
    onRefreshed: (entityRefs: string[]) => Promise<void>;
    now: () => Date;
  };
  /** The work under way, and the one that waits for it: whoever comes third shares the one that waits. */
  #running: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  constructor(options: {
    database: Knex;
    store: FleetStore;
    observations: ObservationService;
    /** In order, production last. */
    environments: string[];
    targets: StatusTargets;
    /** Called with the pipelines that look different now. */
    onRefreshed: (entityRefs: string[]) => Promise<void>;
    now: () => Date;
  }) {
    this.#options = options;
  }

  /** Takes in all changes of observations. Several callers at once share the work. */
  async takeInChanges(): Promise<void> {
    this.#waiting ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#waiting = undefined;
        this.#running = this.#drain();
        return this.#running;
      });
    await this.#waiting;
  }

  async #drain(): Promise<void> {
    const { observations } = this.#options;
    for (;;) {
      const changes = await observations.changed(CHANGES_AT_ONCE);
      if (changes.length === 0) return;
      await this.refresh([
        ...new Set(changes.flatMap(c => c.pipelineId ?? [])),
      ]);
      await observations.takenIn(changes);
      await setImmediate();
    }
  }

  /** Computes the rows whose verdict may have changed by the passing of time. */
  async recheck(limit = 1000): Promise<void> {
    const { store, database, now } = this.#options;
    const ids = await store.toRecheck(now().toISOString(), limit, database);
    await this.refresh(ids, { tellOnlyStatusChanges: true });
  }

  /** Computes these rows. */
  async refresh(
    pipelineIds: number[],
    options: { tellOnlyStatusChanges?: boolean } = {},
  ): Promise<void> {
    const { database, store, onRefreshed } = this.#options;
    const changed: number[] = [];
    for await (const slice of slices(pipelineIds, SLICE_PIPELINES)) {
      const states = await this.#states(slice);
      await database.transaction(async tx => {
        for (const [id, state] of states) {
          const statusChanged = await store.putState(id, state, tx);
          if (statusChanged || !options.tellOnlyStatusChanges) changed.push(id);
        }
      });
    }
    if (changed.length === 0) return;
    const seen = await store.get(changed.slice(0, 400), database);
    await onRefreshed(
      changed.length > 400 ? [] : seen.map(record => record.entityRef),
    );
  }

  async #states(pipelineIds: number[]) {
    const { observations, environments, targets, now } = this.#options;
    const at = now();
    const period = {
      from: new Date(at.getTime() - THIRTY_DAYS_MS).toISOString(),
      to: at.toISOString(),
    };
    const sources = new Map(
      (await observations.sources()).map(s => [s.id, s] as const),
    );
    const evidence = await observations.evidence(pipelineIds);
    const states = [];
    for (const id of pipelineIds) {
      const seen = evidence.get(id) ?? [];
      const primary = primaryEnvironment(seen, environments);
      const ended = primary ? await observations.ended(primary, period) : [];
      const state = fleetState({
        evidence: seen,
        ended,
        sources,
        environments,
        targets,
        now: at,
      });
      states.push([id, state] as const);
    }
    return states;
  }
}
