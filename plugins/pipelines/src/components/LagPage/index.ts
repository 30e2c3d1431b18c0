export { LagPage } from './LagPage';
