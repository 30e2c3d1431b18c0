export { CLUSTERS } from './groups';
export { deadLettersAt } from './deadLetters';
export { REGISTRY, schemasOf, SUBJECTS } from './schemas';
export { tellStreams } from './tellStreams';
export { type StreamClock, StreamCluster } from './StreamCluster';
