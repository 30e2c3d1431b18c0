export { ConnectorSwitch } from './ConnectorSwitch';
export { OperationPartitions } from './OperationPartitions';
export { OperationsMenu } from './OperationsMenu';
export { PastOperations } from './PastOperations';
export { TotalsText } from './TotalsText';
