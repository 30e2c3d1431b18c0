import type { RunResults } from './artifacts/runResults';

const BUILDING = new Set(['build', 'run', 'seed', 'snapshot', 'retry']);
const TESTING = new Set(['build', 'test', 'retry']);

/**
 * Whether the command of an artifact builds tables. Others, such as `compile` and `docs generate`, write a run_results.json too, in
 * which every node is a success. Where the artifact doesn't say, it is taken for one that does.
 *
 * @internal
 */
export function isBuilding({ command }: RunResults): boolean {
  return command === undefined || BUILDING.has(command);
}

/** Whether the command runs tests against data: on the tables of `--empty` every test passes. @internal */
export function isTesting({ command, isEmpty }: RunResults): boolean {
  return !isEmpty && (command === undefined || TESTING.has(command));
}
