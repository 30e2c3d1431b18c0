export { LevelBar } from './LevelBar';
export { OwnerScorecards } from './OwnerScorecards';
