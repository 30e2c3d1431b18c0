export { CLUSTERS } from './groups';
export { tellStreams } from './tellStreams';
export { type StreamClock, StreamCluster } from './StreamCluster';
