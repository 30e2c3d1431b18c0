export { DeadLetterPanel } from './DeadLetterPanel';
