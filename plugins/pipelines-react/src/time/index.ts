export {
  formatAge,
  formatDuration,
  formatInstant,
  formatInstantFully,
  formatInterval,
} from './format';
export type { FormatInstantOptions } from './format';
export { useNow } from './useNow';
