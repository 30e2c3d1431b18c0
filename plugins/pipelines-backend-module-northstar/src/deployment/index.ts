export { Deployments } from './Deployments';
export { NorthstarDeployer } from './NorthstarDeployer';
export { StagedFaults } from './StagedFaults';
export { UnitHistory } from './UnitHistory';
