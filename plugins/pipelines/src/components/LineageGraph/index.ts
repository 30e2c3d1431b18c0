export { LineageGraph } from './LineageGraph';
