export { PipelineLayout } from './PipelineLayout';
