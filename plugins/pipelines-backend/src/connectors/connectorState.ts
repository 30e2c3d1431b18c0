import type { ConnectorStatus } from '@sluice/plugin-pipelines-node';

/**
 * How a connector stands, what needs a human first: the position is the sort rank.
 *
 * - `failed` it, or one of its tasks, has failed; nobody starts it again by itself
 * - `unassigned` it, or one of its tasks, has no worker, or is being started again
 * - `unknown` it says something that we don't know
 * - `running` all of it runs
 * - `paused`, `stopped` somebody said so
 *
 * @internal
 */
export const CONNECTOR_STATES = [
  'failed',
  'unassigned',
  'unknown',
  'running',
  'paused',
  'stopped',
] as const;

/** One of {@link CONNECTOR_STATES}. @internal */
export type ConnectorState = (typeof CONNECTOR_STATES)[number];

const STATES: Readonly<Record<string, ConnectorState>> = {
  FAILED: 'failed',
  UNASSIGNED: 'unassigned',
  RESTARTING: 'unassigned',
  RUNNING: 'running',
  PAUSED: 'paused',
  STOPPED: 'stopped',
};

/**
 * The worst of a connector and its tasks: Connect calls a connector `RUNNING` whose every task has failed. One that runs without a task does
 * nothing yet.
 *
 * @internal
 */
export function connectorState({
  state,
  tasks,
}: Pick<ConnectorStatus, 'state' | 'tasks'>): ConnectorState {
  const own = STATES[state] ?? 'unknown';
  if (own === 'running' && tasks.length === 0) return 'unassigned';
  const all = [own, ...tasks.map(task => STATES[task.state] ?? 'unknown')];
  return CONNECTOR_STATES.find(each => all.includes(each))!;
}
