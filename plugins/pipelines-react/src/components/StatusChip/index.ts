export { StatusChip } from './StatusChip';
export type { StatusChipProps } from './StatusChip';
export { useStatusLabel } from './useStatusLabel';
export { useStatusReason } from './useStatusReason';
export { ToneChip } from './ToneChip';
export type { ToneChipProps } from './ToneChip';
