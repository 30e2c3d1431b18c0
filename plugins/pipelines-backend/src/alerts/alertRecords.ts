import type {
  AlertEntry,
  AlertKind,
  AlertSeverity,
  AlertState,
  AlertUrgency,
} from '@sluice/plugin-pipelines-common';

/** What a condition is put down to, and alerts are grouped by. @internal */
export type Cause = {
  type: 'pipeline' | 'dataset' | 'source' | 'promise';
  /** An entity ref, or the id of a source. */
  ref: string;
  /** As people call it. */
  title: string;
  /** Entity ref; "" for a source. */
  owner: string;
  /** What is wrong with it, in a few words. */
  reason?: string;
  /** It is a pipeline with a runbook. */
  hasRunbook?: boolean;
};

/**
 * Kinds of one family are of the same matter: a pipeline that will miss its deadline is the same matter once it has missed it.
 *
 * @internal
 */
export type AlertFamily =
  | 'late'
  | 'burning'
  | 'silent'
  | 'unreadable'
  | 'budget'
  | 'coverage';

/** What an alert says of one pipeline. @internal */
export type Affected = {
  pipelineId: number;
  pipelineRef: string;
  /** Entity ref. */
  owner: string;
  /** 1 to 3; 9 for none. */
  tier: number;
  kind: AlertKind;
  sloId?: number;
  sloTitle?: string;
  /** ISO 8601 in UTC, as the other times. */
  since: string;
  dueAt?: string;
  /** Nine of ten comparable runs were done by then. */
  expectedAt?: string;
  /** IANA zone of the deadline. */
  timezone?: string;
  reason?: string;
  /** It has a runbook. */
  hasRunbook: boolean;
};

/** Something that is wrong now with one pipeline, with what it is put down to. @internal */
export type Condition = Affected & {
  /** The same matter has the same id whenever it is found. */
  id: string;
  /** What it was found in: `slo:<id>` or `source:<id>`. */
  origin: string;
  cause: Cause;
  urgency: AlertUrgency;
  severity: AlertSeverity;
  /** When to look again, ISO 8601 in UTC; undefined: when something changes. */
  recheckAt?: string;
  /** Since when it isn't found any more, while that has to settle. */
  goneAt?: string;
};

/** A stored alert. @internal */
export type AlertRecord = {
  id: number;
  key: string;
  kind: AlertKind;
  urgency: AlertUrgency;
  severity: AlertSeverity;
  state: AlertState;
  cause: Cause;
  summary: string;
  /** The first deadline that is missed or at risk. */
  dueAt: string | null;
  openedAt: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  resolvedAt: string | null;
  reopened: number;
  inHindsight: boolean;
};

/** A pipeline of a stored alert. @internal */
export type AffectedRecord = Affected & {
  /** Null while it is affected. */
  recoveredAt: string | null;
};

/** What may become of an alert. @internal */
export type AlertTransition = AlertEntry['type'];
