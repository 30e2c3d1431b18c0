export { DemoBadge } from './DemoBadge';
