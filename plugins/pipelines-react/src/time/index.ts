export {
  formatAge,
  formatDuration,
  formatInstant,
  formatInstantFully,
} from './format';
export type { FormatInstantOptions } from './format';
export { useNow } from './useNow';
