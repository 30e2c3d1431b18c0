export { SavedViews } from './SavedViews';
export type { SavedViewsProps } from './SavedViews';
