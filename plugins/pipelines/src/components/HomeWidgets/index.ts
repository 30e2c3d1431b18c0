export { MorningReportWidget } from './MorningReportWidget';
export { ScorecardsWidget } from './ScorecardsWidget';
export { FailedLastNight, MyPipelines, RunningLate } from './widgets';
export { SourcesWidget } from './SourcesWidget';
