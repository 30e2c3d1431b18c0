export { PipelineHeader } from './PipelineHeader';
