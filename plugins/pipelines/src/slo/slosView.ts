import {
  SLO_KINDS,
  SLO_STATUSES,
  type SloKind,
  type SlosQuery,
  type SloStatus,
} from '@sluice/plugin-pipelines-common';

/** What someone looks at on the page of SLOs. It lives in the query string, so that a link is a view. @internal */
export type SlosView = {
  /** Any if empty, as of the next one. */
  statuses: SloStatus[];
  kinds: SloKind[];
  /** An entity ref; any without one. */
  owner?: string;
};

/** Longer is no entity ref, and the API refuses it. */
const MAX_REF_LENGTH = 200;

/** The view that a query string names. What it doesn't understand is left out. @internal */
export function parseSlosView(params: URLSearchParams): SlosView {
  const statuses = params.getAll('status');
  const kinds = params.getAll('kind');
  const owner = params.get('owner') ?? '';
  return {
    statuses: SLO_STATUSES.filter(status => statuses.includes(status)),
    kinds: SLO_KINDS.filter(kind => kinds.includes(kind)),
    owner:
      owner.length > 0 && owner.length <= MAX_REF_LENGTH ? owner : undefined,
  };
}

/** The query string of a view. @internal */
export function formatSlosView(view: SlosView): URLSearchParams {
  const params = new URLSearchParams();
  for (const status of view.statuses) params.append('status', status);
  for (const kind of view.kinds) params.append('kind', kind);
  if (view.owner) params.set('owner', view.owner);
  return params;
}

/** What the page asks of the API. @internal */
export function toSlosQuery(view: SlosView): SlosQuery {
  return {
    ...(view.statuses.length > 0 && { status: view.statuses }),
    ...(view.kinds.length > 0 && { kind: view.kinds }),
    ...(view.owner && { owner: [view.owner] }),
  };
}

/** Whether anything is left out. @internal */
export function isNarrowed(view: SlosView): boolean {
  return Object.keys(toSlosQuery(view)).length > 0;
}
