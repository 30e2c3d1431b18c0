import type {
  CheckState,
  ScorecardResultsQuery,
} from '@sluice/plugin-pipelines-common';

/** States that a result can be filtered by. @internal */
export const FILTER_STATES = [
  'failed',
  'unknown',
  'exempt',
  'passed',
] as const satisfies readonly CheckState[];

/** The name under which the API knows what is below the first level. @internal */
export const BELOW_FIRST = 'none';

/** What someone looks at on the page of scorecards, as the address says it: links can be shared. @internal */
export type ScorecardView = {
  /** Its id; without one, the first of all. */
  scorecard?: string;
  /** A line for each owner, or for each pipeline. */
  rows: 'owners' | 'pipelines';
  /** Entity ref; it filters pipelines. */
  owner?: string;
  /** Names of levels, or {@link BELOW_FIRST}. */
  levels: string[];
  /** The id of a check whose outcome `states` is about. */
  check?: string;
  states: CheckState[];
  /** Entity ref of the pipeline whose details are open, and the check to begin with. */
  open?: { pipeline: string; check?: string };
  /** The id of the campaign whose details are open. */
  campaign?: string;
};

const MAX_VALUES = 20;
const MAX_TEXT = 255;

/** The view that a query string names. What it doesn't understand is left out: an old link still opens. @internal */
export function parseScorecardView(params: URLSearchParams): ScorecardView {
  const text = (name: string) =>
    params.get(name)?.slice(0, MAX_TEXT) || undefined;
  const states = params.getAll('state');
  const pipeline = text('open');
  return {
    scorecard: text('scorecard'),
    rows: params.get('rows') === 'pipelines' ? 'pipelines' : 'owners',
    owner: text('owner'),
    levels: [...new Set(params.getAll('level').filter(Boolean))].slice(
      0,
      MAX_VALUES,
    ),
    check: text('check'),
    states: FILTER_STATES.filter(state => states.includes(state)),
    open: pipeline ? { pipeline, check: text('at') } : undefined,
    campaign: text('campaign'),
  };
}

/** The query string of a view; what is as by default is left out, so that links stay short. @internal */
export function formatScorecardView(
  view: Partial<ScorecardView>,
): URLSearchParams {
  const params = new URLSearchParams();
  if (view.scorecard) params.set('scorecard', view.scorecard);
  if (view.rows === 'pipelines') params.set('rows', 'pipelines');
  if (view.owner) params.set('owner', view.owner);
  for (const level of view.levels ?? []) params.append('level', level);
  if (view.check) params.set('check', view.check);
  for (const state of view.states ?? []) params.append('state', state);
  if (view.open) {
    params.set('open', view.open.pipeline);
    if (view.open.check) params.set('at', view.open.check);
  }
  if (view.campaign) params.set('campaign', view.campaign);
  return params;
}

/** What the table of pipelines asks of the API, without the cursor of a page. @internal */
export function toResultsQuery(view: ScorecardView): ScorecardResultsQuery {
  return {
    ...(view.owner && { owner: [view.owner] }),
    ...(view.levels.length && { level: view.levels }),
    ...(view.check && { check: view.check }),
    ...(view.states.length && { state: view.states }),
    limit: 50,
  };
}

/** A view without its filters. @internal */
export const NO_SCORECARD_FILTERS = {
  owner: undefined,
  levels: [],
  check: undefined,
  states: [],
} satisfies Partial<ScorecardView>;

/** Whether a view leaves lines out. @internal */
export function isNarrowed(view: ScorecardView): boolean {
  return (
    view.owner !== undefined ||
    view.levels.length > 0 ||
    view.states.length > 0 ||
    view.check !== undefined
  );
}
