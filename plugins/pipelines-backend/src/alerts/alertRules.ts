import {
  ALERT_KINDS,
  ALERT_SEVERITIES,
  ALERT_URGENCIES,
  type AlertKind,
  type AlertSeverity,
  type AlertUrgency,
} from '@sluice/plugin-pipelines-common';
import type { AlertFamily } from './alertRecords';

/** Whom an alert is for, and how bad it is. @internal */
export type AlertGrade = { urgency: AlertUrgency; severity: AlertSeverity };

type TierGrades = readonly [
  tier1: AlertGrade,
  tier2: AlertGrade,
  rest: AlertGrade,
];

const urgent = (severity: AlertSeverity): AlertGrade => ({
  urgency: 'urgent',
  severity,
});
const maintenance = (severity: AlertSeverity): AlertGrade => ({
  urgency: 'maintenance',
  severity,
});

/**
 * What each kind means by the tier of the pipeline: docs/alerts.md has the same table. Only what hurts users is urgent; that a budget is
 * spent or a source is blind is work for the day.
 */
const GRADES: Readonly<Record<AlertKind, TierGrades>> = {
  'missed-deadline': [
    urgent('critical'),
    urgent('high'),
    maintenance('normal'),
  ],
  'burning-fast': [urgent('critical'), urgent('high'), maintenance('normal')],
  'source-silent': [urgent('high'), maintenance('normal'), maintenance('low')],
  'will-miss': [urgent('high'), maintenance('normal'), maintenance('low')],
  'over-duration': [
    maintenance('high'),
    maintenance('normal'),
    maintenance('low'),
  ],
  'source-unreadable': [
    maintenance('high'),
    maintenance('normal'),
    maintenance('low'),
  ],
  'budget-exhausted': [
    maintenance('high'),
    maintenance('normal'),
    maintenance('low'),
  ],
  'burning-slow': [
    maintenance('normal'),
    maintenance('normal'),
    maintenance('low'),
  ],
  'not-established': [
    maintenance('normal'),
    maintenance('low'),
    maintenance('low'),
  ],
};

/** The kinds of each family. @internal */
export const FAMILY_OF: Readonly<Record<AlertKind, AlertFamily>> = {
  'missed-deadline': 'late',
  'will-miss': 'late',
  'over-duration': 'late',
  'burning-fast': 'burning',
  'burning-slow': 'burning',
  'source-silent': 'silent',
  'source-unreadable': 'unreadable',
  'budget-exhausted': 'budget',
  'not-established': 'coverage',
};

/** Nobody is woken by what isn't in production yet, or no longer. */
const QUIET_LIFECYCLES = ['experimental', 'deprecated'];

/**
 * Whom a kind of alert is for, and how bad it is, for one pipeline.
 *
 * @param pipeline - `production`: it is about the last environment of the config
 * @internal
 */
export function gradeOf(
  kind: AlertKind,
  pipeline: { tier: number; lifecycle: string; production: boolean },
): AlertGrade {
  if (!pipeline.production || QUIET_LIFECYCLES.includes(pipeline.lifecycle)) {
    return maintenance('low');
  }
  const [tier1, tier2, rest] = GRADES[kind];
  if (pipeline.tier === 1) return tier1;
  return pipeline.tier === 2 ? tier2 : rest;
}

/** Negative if the first grade is worse: urgent before maintenance, then by severity. @internal */
export function compareGrades(a: AlertGrade, b: AlertGrade): number {
  return rankOf(a) - rankOf(b);
}

/** 0 is the worst. @internal */
export function rankOf({ severity, urgency }: AlertGrade): number {
  return (
    ALERT_URGENCIES.indexOf(urgency) * ALERT_SEVERITIES.length +
    ALERT_SEVERITIES.indexOf(severity)
  );
}

/** Negative if the first kind is worse. @internal */
export function compareKinds(a: AlertKind, b: AlertKind): number {
  return ALERT_KINDS.indexOf(a) - ALERT_KINDS.indexOf(b);
}
