import { randomUUID } from 'node:crypto';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { StaleFencingTokenError } from '@sluice/plugin-pipelines-node';
import { errorText } from '../../observations';
import type { PromotionContext } from '../context';
import { LOCKING_STATES } from '../promotionState';
import type { PromotionRecord } from '../records';
import type { Engine } from './Engine';
import type { EngineTimes } from './times';

/** So many promotions are moved at once by one worker. */
const MAX_AT_ONCE = 20;
/** One that fails is tried again after so long, doubled each time. In seconds. */
const RETRY_SECONDS = 5;
const MAX_RETRY_SECONDS = 300;

/**
 * Moves promotions that are due. Any number of workers share them: each takes a lease on a row, says now and then that it is still there, and
 * another one takes over when it isn't. A lease on what touches a target comes with a fencing token that deployers check. See invariant 7.
 *
 * @internal
 */
export class Worker {
  readonly owner = randomUUID();
  readonly #context: PromotionContext;
  readonly #engine: Engine;
  readonly #times: EngineTimes;
  readonly #logger: LoggerService;
  readonly #stopped = new AbortController();
  readonly #busy = new Set<number>();
  readonly #failures = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #isPaused = false;

  constructor(
    context: PromotionContext,
    options: { engine: Engine; times: EngineTimes; logger: LoggerService },
  ) {
    this.#context = context;
    this.#engine = options.engine;
    this.#times = options.times;
    this.#logger = options.logger;
  }

  /** Looks at nothing until it is started: others see to what is there. */
  pause(): void {
    this.#isPaused = true;
  }

  /** Looks with each poll from now on, on every replica. */
  async start(scheduler: SchedulerService): Promise<void> {
    this.#isPaused = false;
    await scheduler.scheduleTask({
      id: 'pipelines-promotions',
      scope: 'local',
      frequency: { seconds: this.#times.pollSeconds },
      timeout: { minutes: 1 },
      fn: async () => this.wake(),
    });
  }

  /** Gives up its leases as soon as it can. */
  stop(): void {
    this.#stopped.abort(new Error('The worker stops'));
    clearTimeout(this.#timer);
  }

  /** Looks at once. It doesn't wait for what it finds to be done. */
  wake(): void {
    if (this.#isPaused || this.#stopped.signal.aborted) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#look()
      .catch(error =>
        this.#logger.warn(`Promotions can't be looked at: ${errorText(error)}`),
      )
      .finally(() => {
        this.#looking = undefined;
        if (this.#lookAgain) {
          this.#lookAgain = false;
          this.wake();
        }
      });
  }

  async #look(): Promise<void> {
    const { clock, database, store } = this.#context;
    const at = await clock.now(database);
    const free = MAX_AT_ONCE - this.#busy.size;
    if (free <= 0) return;
    const due = await store.due(at, free + this.#busy.size, database);
    for (const id of due) {
      if (this.#busy.has(id) || this.#busy.size >= MAX_AT_ONCE) continue;
      this.#busy.add(id);
      void this.#work(id).finally(() => {
        this.#busy.delete(id);
      });
    }
  }

  async #work(id: number): Promise<void> {
    const lost = new AbortController();
    let claimed: PromotionRecord | undefined;
    let inSeconds: number | undefined;
    try {
      claimed = await this.#claim(id);
      if (!claimed) return;
      const { fencingToken } = claimed;
      const heart = setInterval(
        () => void this.#beat(id, fencingToken, lost),
        (this.#times.leaseSeconds * 1000) / 3,
      );
      heart.unref?.();
      try {
        inSeconds = await this.#engine.advance(id, {
          owner: this.owner,
          fencingToken,
          signal: AbortSignal.any([this.#stopped.signal, lost.signal]),
        });
        this.#failures.delete(id);
      } finally {
        clearInterval(heart);
      }
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      if (error instanceof StaleFencingTokenError || lost.signal.aborted) {
        this.#logger.warn(`Promotion ${id}: ${errorText(error)}`);
        return;
      }
      const failures = (this.#failures.get(id) ?? 0) + 1;
      this.#failures.set(id, failures);
      inSeconds = Math.min(
        RETRY_SECONDS * 2 ** (failures - 1),
        MAX_RETRY_SECONDS,
      );
      this.#logger.warn(
        `Promotion ${id} can't go on now, and is tried again in ${inSeconds} s: ${errorText(
          error,
        )}`,
      );
    }
    await this.#release(id, inSeconds).catch(error =>
      this.#logger.warn(
        `The lease on promotion ${id} ends by itself: ${errorText(error)}`,
      ),
    );
  }

  /** @returns undefined if somebody else was faster, or it isn't due any more */
  async #claim(id: number): Promise<PromotionRecord | undefined> {
    const { clock, database, store, units } = this.#context;
    return database.transaction(async tx => {
      const before = await store.lock(id, tx);
      const at = await clock.now(tx);
      if (
        !before ||
        before.wakeAt === null ||
        before.wakeAt > at ||
        (before.leaseUntil !== null && before.leaseUntil > at)
      ) {
        return undefined;
      }
      let { fencingToken } = before;
      if (LOCKING_STATES.includes(before.state)) {
        const row = await units.lock(before, tx);
        fencingToken = row.fencingToken + 1;
        await units.update(row, { fencingToken }, tx);
      }
      return store.update(
        before,
        {
          leaseOwner: this.owner,
          leaseUntil: this.#leaseFrom(at),
          fencingToken,
        },
        tx,
      );
    });
  }

  /** Not a change of the promotion, so its version stays: handlers compare that. */
  async #beat(
    id: number,
    fencingToken: number,
    lost: AbortController,
  ): Promise<void> {
    const { clock, database } = this.#context;
    try {
      const at = await clock.now(database);
      const kept = await database('promotions')
        .where({ id, lease_owner: this.owner })
        .update({ lease_until: this.#leaseFrom(at) });
      if (kept === 0) {
        const row = await database('promotions').where({ id }).first();
        // Given back by a transition of ours, or taken by another worker.
        if (
          row &&
          row.lease_owner !== null &&
          row.fencing_token !== fencingToken
        ) {
          lost.abort(
            new StaleFencingTokenError('Another worker has taken over'),
          );
        }
      }
    } catch (error) {
      this.#logger.warn(
        `The lease on promotion ${id} could not be kept: ${errorText(error)}`,
      );
    }
  }

  async #release(id: number, inSeconds: number | undefined): Promise<void> {
    const { clock, database } = this.#context;
    const at = await clock.now(database);
    const wakeAt =
      inSeconds === undefined
        ? null
        : new Date(Date.parse(at) + inSeconds * 1000).toISOString();
    // Who was woken since it was taken stays so.
    const [released] = await database('promotions')
      .where({ id, lease_owner: this.owner })
      .update({
        lease_owner: null,
        lease_until: null,
        wake_at: database.raw(
          'case when wake_at <= ? then wake_at else cast(? as varchar(24)) end',
          [at, wakeAt],
        ),
      })
      .returning('wake_at');
    const isWoken = released?.wake_at && released.wake_at <= at;
    if (isWoken || (inSeconds !== undefined && inSeconds <= 0)) {
      this.#lookAgain = true;
      setImmediate(() => this.wake());
      return;
    }
    if (inSeconds === undefined) return;
    if (inSeconds < this.#times.pollSeconds) this.#wakeIn(inSeconds);
  }

  #wakeIn(seconds: number): void {
    const timer = setTimeout(() => this.wake(), seconds * 1000 + 5);
    timer.unref?.();
    this.#timer = timer;
  }

  #leaseFrom(at: string): string {
    return new Date(
      Date.parse(at) + this.#times.leaseSeconds * 1000,
    ).toISOString();
  }

  /** Waits until nothing is under way; for tests and for a process that ends. */
  async idle(): Promise<void> {
    while (this.#looking || this.#busy.size > 0) {
      await new Promise(resolve => {
        setTimeout(resolve, 5);
      });
    }
  }
}
