export { ReleaseHistoryPage } from './ReleaseHistoryPage';
