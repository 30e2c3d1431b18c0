/*
 * Alerts: what needs a human, grouped by its cause. The other contexts use what is exported here, never the tables.
 */
export { createAlerts, type Alerts } from './createAlerts';
export type { AlertService, OpenAlert } from './AlertService';
export type { AlertListener } from './AlertEvaluator';
export type { PastAlertListener } from './HindsightTask';
export type { PastAlert } from './pastAlerts';
export type { ToldChange } from './messages';
export { runbookRefOf } from './messages';
export type { AlertFilter } from './AlertQueries';
export type { Affected, AlertRecord, Cause } from './alertRecords';
export { apiAffected, apiCause } from './apiAlert';
export { lengthText, nextStepOf, summaryOf } from './alertText';
export { compareGrades } from './alertRules';
