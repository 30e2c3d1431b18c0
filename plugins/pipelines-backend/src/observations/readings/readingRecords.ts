import type {
  CostReading,
  CountReading,
  FreshnessReading,
  TestReading,
} from '@sluice/plugin-pipelines-node';

/** What a reading is about, by the id that we gave it. @internal */
export type SubjectId = { type: 'pipeline' | 'dataset'; id: number };

/** Where readings come from. @internal */
export type ReadingOrigin = { sourceId: string; environment: string };

/** A reading that is checked, with times as they are stored. @internal */
export type Checked<T> = T & { skewed: boolean };

/** A reading with its subject found. @internal */
export type ReadingToWrite<T> = { subject: SubjectId; reading: T };

/** A stored freshness reading. @internal */
export type StoredFreshness = {
  /** Readings of one series come from one source, are about one subject and measure one thing. */
  series: string;
  at: string;
  measure: FreshnessReading['measure'];
  /** Seconds; null if it can't be told. */
  ageSeconds: number | null;
  /** When the newest data was loaded or produced, ISO 8601 in UTC; null if the reading doesn't say. */
  loadedAt: string | null;
  sourceId: string;
  traffic: FreshnessReading['traffic'] | null;
};

/** How often tests of one name ended in one way. @internal */
export type TestCount = {
  test: string;
  state: TestReading['state'];
  count: number;
};

/** The result of one test in one execution. @internal */
export type StoredTest = Pick<
  TestReading,
  'test' | 'at' | 'state' | 'failures' | 'message'
>;

/** A stored count. @internal */
export type StoredCount = Pick<
  CountReading,
  'from' | 'to' | 'side' | 'count' | 'at'
> & {
  /** Who counted what: a later count of the same replaces the earlier one. */
  series: string;
};

/** What computing cost on one UTC day. @internal */
export type DailyCost = Pick<
  CostReading,
  'resource' | 'basis' | 'label' | 'unit' | 'amount'
> & {
  /** `2026-11-25` */
  day: string;
  environment: string;
  sourceId: string;
};

/** The place of a daily cost in a list: its day and its parts. @internal */
export type CostPosition = string[];
