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
   * `loaded-at` how long ago a table was last loaded.
   */
  measure: 'consumer-lag' | 'sink' | 'loaded-at';
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
