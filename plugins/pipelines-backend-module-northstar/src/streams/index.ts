export { CLUSTERS } from './groups';
export { CONNECT, connectorsAfter } from './connectors';
export { ConnectorOperations } from './ConnectorOperations';
export { deadLettersAt } from './deadLetters';
export { REGISTRY, schemasOf, SUBJECTS } from './schemas';
export { tellStreams } from './tellStreams';
export { type StreamClock, StreamCluster } from './StreamCluster';
export { OperationLog } from './OperationLog';
export { type ClusterNow, StreamOperations } from './StreamOperations';
