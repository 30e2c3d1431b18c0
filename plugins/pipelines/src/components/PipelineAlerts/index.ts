export { PipelineAlertBadges } from './PipelineAlertBadges';
export { PipelineAlertsPanel } from './PipelineAlertsPanel';
