export { PIPELINE_VALIDATION_STATUS, type EntityProblem } from './problem';
export { cronFault, isTimeZone } from './schedule';
export { validatePipelineEntity } from './validatePipelineEntity';
