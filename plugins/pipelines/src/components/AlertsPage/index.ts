export { AlertsPage } from './AlertsPage';
export { AffectedTable } from './AffectedTable';
export { AlertKindChip } from './AlertKindChip';
export { RunbookLink } from './AlertItem';
