/*
 * Scorecards: facts about pipelines, what they come to against agreed standards, exemptions and campaigns. The other contexts use what is
 * exported here, never the tables.
 */
export {
  createScorecards,
  type FactSources,
  type Scorecards,
} from './createScorecards';
export { readScorecardsConfig, type ScorecardsConfig } from './config';
export type { ExemptionPolicy } from './exemptionTerms';
export type { MonthPeriod, MonthReader } from './MonthService';
export { scorecardCsv, scorecardCsvRecords } from './scorecardCsv';
export { registerStandingAction } from './standingAction';
