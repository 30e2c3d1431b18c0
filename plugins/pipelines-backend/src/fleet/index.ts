/*
 * The fleet: where each pipeline stands. The other contexts use what is exported here, never the tables.
 */
export { createFleet, type Fleet } from './createFleet';
export { FleetLags, type StreamLag } from './FleetLags';
export { readNamingRules } from './namedGroups';
export { FleetService, type FleetTargets } from './FleetService';
export {
  FleetHistory,
  type CatalogChange,
  type CatalogFacts,
} from './FleetHistory';
export {
  pipelineDomains,
  visiblePipelines,
  visibleRefs,
  type FleetScope,
  type FleetFilter,
} from './fleetFilter';
export type { FleetRecord, PipelineFacts } from './fleetRecord';
export { csvCell, csvRecord, fleetCsv } from './fleetCsv';
export { entityRef } from './entityPipeline';
export { NO_TIER } from './entityPipeline';
