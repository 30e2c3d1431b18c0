import { RUN_STATES, type RunState } from '@sluice/plugin-pipelines-common';

/** Sizes of a page of runs; the grid takes no more than 100. */
export const RUN_PAGE_SIZES = [25, 50, 100] as const;

/** What the reader looks at, as the address says it: links can be shared. */
export type RunsView = {
  /** Any environment without one. */
  environment?: string;
  /** Any state if empty. */
  states: RunState[];
  /** The run whose details are open. */
  runId?: string;
  pageSize: (typeof RUN_PAGE_SIZES)[number];
};

/** The view that a query string names. What it doesn't understand is left out. @internal */
export function parseRunsView(params: URLSearchParams): RunsView {
  const asked = params.getAll('state');
  const size = Number(params.get('size'));
  return {
    environment: params.get('env') || undefined,
    states: RUN_STATES.filter(state => asked.includes(state)),
    runId: params.get('run') || undefined,
    pageSize: RUN_PAGE_SIZES.find(known => known === size) ?? 25,
  };
}

/** The query string that names a view, on top of parameters that aren't ours. @internal */
export function formatRunsView(
  view: RunsView,
  others: URLSearchParams,
): URLSearchParams {
  const params = new URLSearchParams(others);
  for (const key of ['env', 'state', 'run', 'size']) params.delete(key);
  if (view.environment) params.set('env', view.environment);
  for (const state of view.states) params.append('state', state);
  if (view.runId) params.set('run', view.runId);
  if (view.pageSize !== 25) params.set('size', String(view.pageSize));
  return params;
}
