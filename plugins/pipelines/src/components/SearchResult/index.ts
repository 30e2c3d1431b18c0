export { PipelineSearchResult } from './PipelineSearchResult';
export { isPipelineResult } from './pipelineDocument';
