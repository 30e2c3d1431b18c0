export { StandingDrawer } from './StandingDrawer';
