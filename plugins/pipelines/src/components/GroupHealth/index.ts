export { GroupHealth } from './GroupHealth';
