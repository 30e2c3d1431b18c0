export { pipelinesApiRef } from './pipelinesApi';
export { queryKeys } from './queryKeys';
export {
  PipelinesQueryProvider,
  withPipelinesQueries,
} from './PipelinesQueryProvider';
