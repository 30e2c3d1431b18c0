export { ApprovalsPage } from './ApprovalsPage';
export { RequestActions } from './RequestActions';
export { RulesList } from './WhoDecides';
