export { GroupPartitions } from './GroupPartitions';
