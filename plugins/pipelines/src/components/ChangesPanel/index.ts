export { ChangesPanel } from './ChangesPanel';
