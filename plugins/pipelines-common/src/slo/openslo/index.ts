export type { OpenSloDocument } from './document';
export {
  type ImportedSlo,
  type ImportedSlos,
  fromOpenSlo,
} from './fromOpenSlo';
export { toOpenSlo } from './toOpenSlo';
