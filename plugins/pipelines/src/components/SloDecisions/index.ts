export { DecisionsPanel } from './DecisionsPanel';
export { LoosenedNote } from './LoosenedNote';
export { ProposeDialog } from './ProposeDialog';
