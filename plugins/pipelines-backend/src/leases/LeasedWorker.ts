import { randomUUID } from 'node:crypto';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { StaleFencingTokenError } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { Clock } from '../database/clock';
import { errorText } from '../observations';
import { dueIds } from './dueIds';
import type { Lease, LeaseTimes } from './lease';

/**
 * Work that is shared by leases: rows of a table with `wake_at`, `lease_owner`, `lease_until` and `fencing_token`.
 *
 * @internal
 */
export interface LeasedWork {
  readonly table: string;
  /** Of the scheduled task that looks. */
  readonly taskId: string;
  /** What one row is called in the log, for example `Promotion`. */
  readonly title: string;
  /**
   * Makes a row the worker's, if it is due and nobody's; with a higher fencing token where it touches a target.
   *
   * @returns undefined if somebody else was faster, or it isn't due any more
   */
  claim(
    id: number,
    owner: string,
    leaseFrom: (at: string) => string,
  ): Promise<{ fencingToken: number } | undefined>;
  /** Moves it. @returns in how many seconds there is more to do; undefined: when somebody wakes it */
  advance(id: number, lease: Lease): Promise<number | undefined>;
}

/** So many rows are moved at once by one worker. */
const MAX_AT_ONCE = 20;
/** One that fails is tried again after so long, doubled each time. In seconds. */
const RETRY_SECONDS = 5;
const MAX_RETRY_SECONDS = 300;

/**
 * Moves what is due. Any number of workers share it: each takes a lease on a row, says now and then that it is still there, and another one
 * takes over when it isn't. A lease on what touches a target comes with a fencing token. See invariant 7.
 *
 * @internal
 */
export class LeasedWorker {
  readonly owner = randomUUID();
  readonly #work: LeasedWork;
  readonly #database: Knex;
  readonly #clock: Clock;
  readonly #times: LeaseTimes;
  readonly #logger: LoggerService;
  readonly #stopped = new AbortController();
  readonly #busy = new Set<number>();
  readonly #failures = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #isPaused = false;

  constructor(
    work: LeasedWork,
    options: {
      database: Knex;
      clock: Clock;
      times: LeaseTimes;
      logger: LoggerService;
    },
  ) {
    this.#work = work;
    this.#database = options.database;
    this.#clock = options.clock;
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
      id: this.#work.taskId,
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
        this.#logger.warn(
          `${this.#work.title}s can't be looked at: ${errorText(error)}`,
        ),
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
    const at = await this.#clock.now(this.#database);
    const free = MAX_AT_ONCE - this.#busy.size;
    if (free <= 0) return;
    const due = await dueIds(
      this.#work.table,
      { at, limit: free + this.#busy.size },
      this.#database,
    );
    for (const id of due) {
      if (this.#busy.has(id) || this.#busy.size >= MAX_AT_ONCE) continue;
      this.#busy.add(id);
      void this.#attend(id).finally(() => {
        this.#busy.delete(id);
      });
    }
  }

  async #attend(id: number): Promise<void> {
    const lost = new AbortController();
    let inSeconds: number | undefined;
    try {
      const claimed = await this.#work.claim(id, this.owner, at =>
        this.#leaseFrom(at),
      );
      if (!claimed) return;
      const { fencingToken } = claimed;
      const heart = setInterval(
        () => void this.#beat(id, fencingToken, lost),
        (this.#times.leaseSeconds * 1000) / 3,
      );
      heart.unref?.();
      try {
        inSeconds = await this.#work.advance(id, {
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
        this.#logger.warn(`${this.#work.title} ${id}: ${errorText(error)}`);
        return;
      }
      const failures = (this.#failures.get(id) ?? 0) + 1;
      this.#failures.set(id, failures);
      inSeconds = Math.min(
        RETRY_SECONDS * 2 ** (failures - 1),
        MAX_RETRY_SECONDS,
      );
      this.#logger.warn(
        `${
          this.#work.title
        } ${id} can't go on now, and is tried again in ${inSeconds} s: ${errorText(
          error,
        )}`,
      );
    }
    await this.#release(id, inSeconds).catch(error =>
      this.#logger.warn(
        `The lease on ${this.#work.title} ${id} ends by itself: ${errorText(
          error,
        )}`,
      ),
    );
  }

  /** Not a change of the row, so its version stays: handlers compare that. */
  async #beat(
    id: number,
    fencingToken: number,
    lost: AbortController,
  ): Promise<void> {
    const rows = () => this.#database(this.#work.table);
    try {
      const at = await this.#clock.now(this.#database);
      const kept = await rows()
        .where({ id, lease_owner: this.owner })
        .update({ lease_until: this.#leaseFrom(at) });
      if (kept === 0) {
        const row = await rows().where({ id }).first();
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
        `The lease on ${this.#work.title} ${id} could not be kept: ${errorText(
          error,
        )}`,
      );
    }
  }

  async #release(id: number, inSeconds: number | undefined): Promise<void> {
    const at = await this.#clock.now(this.#database);
    const wakeAt =
      inSeconds === undefined
        ? null
        : new Date(Date.parse(at) + inSeconds * 1000).toISOString();
    // Who was woken since it was taken stays so.
    const [released] = await this.#database(this.#work.table)
      .where({ id, lease_owner: this.owner })
      .update({
        lease_owner: null,
        lease_until: null,
        wake_at: this.#database.raw(
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
