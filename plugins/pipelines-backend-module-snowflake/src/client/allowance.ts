/** A warehouse that is resumed is billed for so many seconds at least. */
const MINIMUM_BILLED_SECONDS = 60;
const DAY_MS = 24 * 3600_000;

/**
 * What reading one Snowflake used on one UTC day, by our own account.
 *
 * @internal
 */
export type Spent = {
  /** UTC, `2026-11-25`. */
  day: string;
  statements: number;
  /** Seconds for which a warehouse would be billed if nobody but us used it. */
  seconds: number;
  /** Until then what was counted is paid for, in milliseconds since 1970. */
  paidUntil: number;
};

/** What reading may use. @internal */
export type Limits = {
  statementsPerSweep: number;
  /** By the account of {@link Spent}. */
  warehouseSecondsPerDay: number;
};

/** Nothing, on the day of an instant. @internal */
export function nothingSpent(now: Date): Spent {
  return { day: dayOf(now), statements: 0, seconds: 0, paidUntil: 0 };
}

/**
 * The account after one more statement.
 *
 * Snowflake bills a warehouse by the second while it runs, and 60 s at least each time that it resumes
 * (https://docs.snowflake.com/en/user-guide/cost-understanding-compute). A statement therefore counts from its start to its end, and 60 s at
 * least unless the minute before is still paid for. The time that a warehouse idles until it suspends itself isn't counted: how long
 * that is stands in its own settings (AUTO_SUSPEND).
 *
 * @param statement - when it was sent and when it ended; waiting in a queue counts too, since it can't be told apart
 * @internal
 */
export function spend(
  spent: Spent,
  statement: { startedAt: Date; endedAt: Date },
): Spent {
  const start = statement.startedAt.getTime();
  const end = Math.max(start, statement.endedAt.getTime());
  const base =
    spent.day === dayOf(statement.startedAt)
      ? spent
      : { ...nothingSpent(statement.startedAt), paidUntil: spent.paidUntil };
  const isRunning = start < base.paidUntil;
  const paidUntil = isRunning
    ? Math.max(base.paidUntil, end)
    : Math.max(end, start + MINIMUM_BILLED_SECONDS * 1000);
  const paidFrom = isRunning ? base.paidUntil : start;
  return {
    day: base.day,
    statements: base.statements + 1,
    seconds: base.seconds + (paidUntil - paidFrom) / 1000,
    paidUntil,
  };
}

/**
 * Why no more statement may be sent; undefined if one may.
 *
 * @param sweepStatements - sent in this sweep
 * @internal
 */
export function refusal(options: {
  spent: Spent;
  sweepStatements: number;
  limits: Limits;
  now: Date;
}): string | undefined {
  const { limits, now, spent, sweepStatements } = options;
  if (sweepStatements >= limits.statementsPerSweep) {
    return `the resource cap of ${limits.statementsPerSweep} statements a sweep is used up (limits.statementsPerSweep): name fewer tables, or raise it`;
  }
  if (
    spent.day === dayOf(now) &&
    spent.seconds >= limits.warehouseSecondsPerDay &&
    // What is paid for may be used.
    now.getTime() >= spent.paidUntil
  ) {
    const midnight = new Date(
      Math.floor(now.getTime() / DAY_MS) * DAY_MS + DAY_MS,
    );
    return `the resource cap of ${
      limits.warehouseSecondsPerDay
    } s of warehouse time a day is used up (limits.warehouseSecondsPerDay): nothing is read until ${midnight.toISOString()}, unless it is raised`;
  }
  return undefined;
}

/** Of two accounts the one that says more: the saved one may be older, and the other one may have been lost. @internal */
export function laterOf(a: Spent, b: Spent): Spent {
  if (a.day !== b.day) return a.day > b.day ? a : b;
  return a.statements >= b.statements ? a : b;
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The account of one sweep: what may still be sent, and what was. @internal */
export class Allowance {
  readonly #limits: Limits;
  readonly #now: () => Date;
  #spent: Spent;
  #sweepStatements = 0;

  constructor(options: { limits: Limits; spent: Spent; now: () => Date }) {
    this.#limits = options.limits;
    this.#spent = options.spent;
    this.#now = options.now;
  }

  get spent(): Spent {
    return this.#spent;
  }

  /** The share of the day's warehouse time that is used, from 0 on. */
  get usedShare(): number {
    const isToday = this.#spent.day === dayOf(this.#now());
    return isToday
      ? this.#spent.seconds / this.#limits.warehouseSecondsPerDay
      : 0;
  }

  /** Why no more statement may be sent; undefined if one may. */
  refusal(): string | undefined {
    return refusal({
      spent: this.#spent,
      sweepStatements: this.#sweepStatements,
      limits: this.#limits,
      now: this.#now(),
    });
  }

  /** Counts a statement around `work`, whether it succeeds or not. */
  async count<T>(work: () => Promise<T>): Promise<T> {
    const startedAt = this.#now();
    this.#sweepStatements++;
    try {
      return await work();
    } finally {
      this.#spent = spend(this.#spent, { startedAt, endedAt: this.#now() });
    }
  }
}
