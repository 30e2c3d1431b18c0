export { CLUSTERS } from './groups';
export { REGISTRY, schemasOf, SUBJECTS } from './schemas';
export { tellStreams } from './tellStreams';
export { type StreamClock, StreamCluster } from './StreamCluster';
