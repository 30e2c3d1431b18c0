/**
 * What a reading is about: a pipeline as its technology calls it, or a dataset. A dataset is named as its technology names it, such as
 * a table `ANALYTICS.FINANCE.DAILY_CLOSE` or a dbt node `model.northstar.fct_orders`.
 *
 * @public
 */
export type ReadingSubject =
  | { pipeline: string; dataset?: undefined }
  | { dataset: string; pipeline?: undefined };

/**
 * How old the newest data was at a moment. Times are ISO 8601 in UTC.
 *
 * @public
 */
export type FreshnessReading = {
  subject: ReadingSubject;
  /** When it was read. */
  at: string;
  /**
   * What was measured: `consumer-lag` how far a consumer is behind the log end, in time; `sink` how old the newest event in the sink is;
   * `loaded-at` how long ago a table was last loaded; `last-altered` how long ago it last changed in any way. A change of its definition
   * counts for that too, and loads nothing: the data is at least as old as it says, and may be older.
   */
  measure: 'consumer-lag' | 'sink' | 'loaded-at' | 'last-altered';
  /** Seconds; undefined if it was read but can't be known, such as the lag of a group that never committed. */
  ageSeconds?: number;
  /** When the newest data was loaded or produced. */
  loadedAt?: string;
  /**
   * Whether data came in: `idle` none was to come at this hour of the week, `silent` some should have come and none did. Undefined where
   * the source can't tell.
   */
  traffic?: 'flowing' | 'idle' | 'silent';
};

/**
 * The result of one data test in one execution.
 *
 * @public
 */
export type TestReading = {
  subject: ReadingSubject;
  /** Unique within (source, subject, execution): what the technology calls the test. */
  test: string;
  /** The execution that it belongs to: an invocation id, a run id. */
  executionId: string;
  /** When it ended, ISO 8601 in UTC. */
  at: string;
  /** `error`: the test itself couldn't run, which says nothing about the data. */
  state: 'pass' | 'warn' | 'fail' | 'error' | 'skipped';
  /** Rows that failed. */
  failures?: number;
  /** As the technology says it; without data. */
  message?: string;
};

/**
 * Events of one period, counted where they come in or where they come out. Counting again replaces the count.
 *
 * @public
 */
export type CountReading = {
  subject: ReadingSubject;
  /** The period of event time, ISO 8601 in UTC; end exclusive. */
  from: string;
  to: string;
  side: 'in' | 'out';
  count: number;
  /** When it was counted, ISO 8601 in UTC. */
  at: string;
};

/**
 * What computing in one period cost. Reading it again replaces the amount.
 *
 * @public
 */
export type CostReading = {
  /** What was paid for, as its technology names it: a warehouse. */
  resource: string;
  /**
   * `metered`: all that the resource is billed for, idle time too. `attributed`: what work used of it, idle time left out. The two are
   * views of the same money: never add one to the other.
   */
  basis: 'metered' | 'attributed';
  /** What the work was for, as who ran it labelled it: a query tag. Only of what is `attributed`; undefined where it had no label. */
  label?: string;
  /** The period, ISO 8601 in UTC; end exclusive. */
  from: string;
  to: string;
  /** From 0 on, in `unit`. */
  amount: number;
  /** What the technology bills in. */
  unit: 'snowflake-credits';
  /** When it was read, ISO 8601 in UTC. */
  at: string;
};
