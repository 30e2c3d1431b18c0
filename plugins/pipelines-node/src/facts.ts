import type { PipelineType } from '@sluice/plugin-pipelines-common';

/**
 * What a fact is measured in. `share` is from 0 to 1.
 *
 * @public
 */
export type FactUnit = 'count' | 'share' | 'days' | 'hours' | 'seconds';

/**
 * Something that can be known of a pipeline, as scorecards name it.
 *
 * @public
 */
export type FactDefinition = {
  /** Unique in the portal: lower-case words, dashes and dots, for example `slo.budget-left`. */
  name: string;
  /** For the pages, for example `Error budget left`. */
  title: string;
  /** What exactly is measured, over which time, and by whom. */
  description: string;
  type: 'boolean' | 'number' | 'text';
  /** Of a number. */
  unit?: FactUnit;
  /** The types of pipelines that it can be known of; all without. */
  types?: readonly PipelineType[];
};

/**
 * One thing that a fact rests on: a deadline that was missed, a run, a file.
 *
 * @public
 */
export type FactEvidence = {
  /** In a few words. Plain text. */
  title: string;
  /** ISO 8601 in UTC, if it happened at a time. */
  at?: string;
  /** A path in the portal, for example `/pipelines/promotions/7`. */
  link?: string;
};

/**
 * What was found out about one fact of one pipeline. Where it can't be read that is said, with the reason: an empty answer would look as if all were well.
 *
 * @public
 */
export type FactReading = {
  /** Of the pipeline. */
  entityRef: string;
  /** Its {@link FactDefinition.name}. */
  fact: string;
  /** When it was so, ISO 8601 in UTC. */
  at: string;
  /** Who says so, for people, for example `dbt core`. */
  source: string;
  evidence?: FactEvidence[];
} & (
  | { state: 'known'; value: FactValue }
  /** It can't be read: neither good nor bad. */
  | { state: 'unknown'; reason: string }
  /** It makes no sense of this pipeline. */
  | { state: 'not-applicable'; reason: string }
);

/**
 * Finds out facts about pipelines.
 *
 * @public
 */
export interface FactProvider {
  /** Unique in the portal. */
  readonly id: string;
  readonly facts: readonly FactDefinition[];
  /**
   * Reads all its facts of some pipelines. One that it doesn't mention is unknown.
   *
   * @param entityRefs - at most some hundred
   */
  read(
    entityRefs: readonly string[],
    options: { now: Date; signal: AbortSignal },
  ): Promise<FactReading[]>;
}

/**
 * What a demo tells of the time before it was first started: facts as they were then, and campaigns whose dates follow from when that was.
 *
 * @public
 */
export interface PastFacts {
  /** For the log. */
  readonly name: string;
  /** So many days are told. */
  readonly days: number;
  /**
   * How facts were at the end of a day where they were otherwise than now.
   *
   * @param now - what is known of the pipelines now
   * @param daysAgo - 1 is yesterday
   */
  before(
    now: readonly FactReading[],
    daysAgo: number,
  ): Array<Pick<FactReading, 'entityRef' | 'fact'> & { value: FactValue }>;
  /** Checks that owners of the demo agreed to pass until a date. */
  campaigns(startedAt: Date): FactCampaign[];
  /** Exemptions that people of the demo ask for at its start, through the same services as anybody. */
  exemptions(startedAt: Date): FactExemption[];
}

/** What a known fact can be. @public */
export type FactValue = boolean | number | string;

/**
 * That a check of a scorecard is to be passed until a date.
 *
 * @public
 */
export type FactCampaign = {
  id: string;
  title: string;
  description?: string;
  /** The id of a scorecard, and of one of its checks. */
  scorecard: string;
  check: string;
  /** The last day, UTC, for example `2026-12-18`. */
  due: string;
  /** Entity refs; all owners without. */
  owners?: string[];
  /** So many days before the end owners are reminded. */
  remindDays?: number[];
};

/**
 * That somebody of a demo asks for an exemption of the first pipeline of an owner that doesn't pass a check.
 *
 * @public
 */
export type FactExemption = {
  scorecard: string;
  check: string;
  /** Entity ref of a group. */
  owner: string;
  reason: string;
  requestedBy: string;
  /** Entity ref of who agrees; nobody has decided without, unless somebody rejects it. */
  approvedBy?: string;
  /** Entity ref of who rejects it, and why. */
  rejectedBy?: string;
  rejectedBecause?: string;
  /** Entity ref of who takes it back after it was approved. */
  endedBy?: string;
  /** ISO 8601 in UTC. */
  until: string;
};
