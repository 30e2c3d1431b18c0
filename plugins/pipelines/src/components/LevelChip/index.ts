export { CheckStateChip } from './CheckStateChip';
export { LevelChip } from './LevelChip';
