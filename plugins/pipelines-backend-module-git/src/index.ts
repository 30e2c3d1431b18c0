/**
 * Deploys releases by writing the pin of an environment into a git repository.
 *
 * @packageDocumentation
 */
export { pipelinesModuleGit as default } from './module';
export {
  pipelinesGitExtensionPoint,
  type PinProbe,
  type PinQuestion,
  type PinSighting,
  type PipelinesGitExtensionPoint,
} from '@sluice/plugin-pipelines-node';
