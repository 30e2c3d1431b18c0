export { FreshnessPage } from './FreshnessPage';
