/*
 * SLOs: what pipelines promise, and what became of it. The other contexts use what is exported here, never the tables.
 */
export { createSlos, type Slos } from './createSlos';
export { PromiseHistory, type PromiseChange } from './PromiseHistory';
export { expectedIntervalEnds, isPromised, placeOf } from './occurrences';
export { usualFinish } from './usualFinish';
export { classifyTraffic } from './timeslices';
export type { NamedCalendar } from './calendars';
export type { SloRecord } from './sloRecords';
export type { SloService } from './SloService';
export {
  StandingFeed,
  type OpenMiss,
  type PastMiss,
  type StandingFacts,
  type StandingMark,
} from './StandingFeed';
export type { AttributionService, LiveBlame } from './AttributionService';
export type { DayOfForecasts, WrongForecast } from './forecastAccuracy';
export {
  addDays,
  dayOf,
  instantOf,
  iso,
  localDateOf,
  localInstant,
  millis,
  plusMs,
  readingOf,
  timeOfDay,
} from './localTime';
