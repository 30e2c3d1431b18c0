import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PastDelivery } from '@sluice/plugin-pipelines-node';
import { errorText } from '../observations';
import { EventPlayer, type PastServices } from './EventPlayer';
import type { PastProgress } from './PastProgress';
import type { PastKind, PastStore } from './PastStore';
import type { SetBackClock } from './SetBackClock';

const LOOK_EVERY_MS = 1_000;
const RETRY_MS = 5_000;
const MOST_FAILURES = 5;
/** A catalog that has none of the units by then has another demo's, or none. */
const GIVE_UP_MS = 10 * 60_000;

/** What came of it. @internal */
export type Told = {
  /** `told` now; `known` from earlier; `not-told`: there is other history already, or nothing to tell it of. */
  outcome: 'told' | 'known' | 'not-told';
  events: number;
  /** Those that the services refused, with their reasons. */
  refused: string[];
};

type TellerOptions = {
  past: PastDelivery;
  store: PastStore;
  logger: LoggerService;
  clock: SetBackClock;
  services: PastServices;
  progress: PastProgress;
  /** Aborted when the backend stops. */
  signal: AbortSignal;
};

/** Tells a past once: waits until it can, takes it over, and plays it event by event. @internal */
export class PastTeller {
  readonly #options: TellerOptions;

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  /**
   * Tells it, or waits until another process has. While much else is read for the first time the database may be busy: then it goes on later
   * from where it was.
   *
   * @throws if that doesn't help, or the backend stops
   */
  async tell(): Promise<Told> {
    const { logger, past, signal } = this.#options;
    for (let failures = 0; ; failures++) {
      try {
        return await this.#tell();
      } catch (error) {
        if (signal.aborted || failures >= MOST_FAILURES) throw error;
        logger.debug(
          `${past.name}: its past is told on later: ${errorText(error)}`,
        );
        await sleep(RETRY_MS, undefined, { signal });
      }
    }
  }

  async #tell(): Promise<Told> {
    const { clock, logger, past, progress, signal, store } = this.#options;
    const nothing = { events: 0, refused: [] };
    for (;;) {
      signal.throwIfAborted();
      const claimed = await store.claim(past.name);
      if (!claimed) return { outcome: 'not-told', ...nothing };
      if (claimed.telling.toldAt !== null) {
        return { outcome: 'known', ...nothing };
      }
      if (claimed.isOurs) {
        const { anchorAt, position } = claimed.telling;
        if (!(await this.#canBeTold(anchorAt, position))) {
          logger.warn(
            `${past.name}: the catalog does not have its units, so its past is not told`,
          );
          return { outcome: 'not-told', ...nothing };
        }
        return this.#play(anchorAt, position);
      }
      const { anchorAt, position } = claimed.telling;
      progress.report(position, past.events(new Date(anchorAt), clock).length);
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
  }

  /** Units and people come with the catalog, which a new portal has to read first; the policy rests on people. */
  async #canBeTold(anchorAt: string, position: number): Promise<boolean> {
    const { clock, past, services, signal, store } = this.#options;
    const [first] = past.events(new Date(anchorAt), clock);
    clock.reach(first.at);
    const until = Date.now() + GIVE_UP_MS;
    while (Date.now() < until) {
      const units = await services.promotions.context.members.all();
      if (past.units.every(unit => units.has(unit))) {
        await services.policies.bringConfig();
        const standing = await services.policies.service.standing();
        if (standing.inForce) return true;
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal });
      await store.advance(past.name, position);
    }
    return false;
  }

  async #play(anchorAt: string, position: number): Promise<Told> {
    const { clock, logger, past, progress, services, signal, store } =
      this.#options;
    const began = Date.now();
    const known = await store.names(past.name);
    const player = new EventPlayer(services, {
      clock,
      names: {
        id(kind, name) {
          const id = known.get(`${kind} ${name}`);
          if (id === undefined) throw new Error(`There is no ${kind} ${name}`);
          return id;
        },
        async add(kind: PastKind, name: string, id: number) {
          known.set(`${kind} ${name}`, id);
          await store.addName(past.name, kind, name, id);
        },
      },
    });
    const events = past.events(new Date(anchorAt), clock);
    for (const event of events.slice(0, position)) await player.recall(event);
    const refused: string[] = [];
    for (let i = position; i < events.length; i++) {
      signal.throwIfAborted();
      const event = events[i];
      try {
        await player.play(event);
      } catch (error) {
        const why = `${event.at} ${event.does}: ${errorText(error)}`;
        refused.push(why);
        logger.debug(`${past.name}: ${why}`);
      }
      if (!(await store.advance(past.name, i + 1))) {
        throw new Error(`Another process goes on to tell of ${past.name}`);
      }
      progress.report(i + 1, events.length);
    }
    services.promotions.worker.stop();
    await store.finish(past.name);
    const told = events.length - position;
    logger.info(
      `Told what was delivered at ${past.name} (${told} events in ${(
        (Date.now() - began) /
        1000
      ).toFixed(1)} s; ${refused.length} refused)`,
    );
    return { outcome: 'told', events: told, refused };
  }
}
