export { ReleaseDiffPanel } from './ReleaseDiffPanel';
