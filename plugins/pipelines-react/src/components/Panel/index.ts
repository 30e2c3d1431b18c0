export { Panel } from './Panel';
export type { PanelProps } from './Panel';
export { PanelSkeleton } from './PanelSkeleton';
