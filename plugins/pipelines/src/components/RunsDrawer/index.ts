export { RunsDrawer } from './RunsDrawer';
