export { MissPanel } from './MissPanel';
