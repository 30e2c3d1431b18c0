export { ConfirmDialog } from './ConfirmDialog';
export { ReasonDialog } from './ReasonDialog';
