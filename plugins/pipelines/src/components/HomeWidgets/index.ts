export { MorningReportWidget } from './MorningReportWidget';
export { FailedLastNight, MyPipelines, RunningLate } from './widgets';
export { SourcesWidget } from './SourcesWidget';
