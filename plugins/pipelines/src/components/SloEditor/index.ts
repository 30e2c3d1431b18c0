export { SloEditor } from './SloEditor';
