export { NextLevelList } from './NextLevelList';
