export type { ReleaseMark } from './LagChart';
export { LagCharts } from './LagCharts';
export { RangeSwitch } from './RangeSwitch';
