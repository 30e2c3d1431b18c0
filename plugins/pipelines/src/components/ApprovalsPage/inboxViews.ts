import type { ApprovalsQuery } from '@sluice/plugin-pipelines-common';

/** The views of the inbox. @internal */
export const INBOX_VIEWS = ['decide', 'waiting', 'all'] as const;

/** One of {@link INBOX_VIEWS}. @internal */
export type InboxView = (typeof INBOX_VIEWS)[number];

/** What each view asks the backend for: what the reader waits for isn't over yet. @internal */
export const INBOX_QUERIES: Readonly<Record<InboxView, ApprovalsQuery>> = {
  decide: { view: 'decide', limit: 50 },
  waiting: { view: 'waiting', state: ['Pending', 'Approved'], limit: 50 },
  all: { view: 'all', limit: 50 },
};

/** The view that the query string names; without one, what waits for the reader. @internal */
export function inboxView(params: URLSearchParams): InboxView {
  const name = params.get('view');
  return INBOX_VIEWS.find(view => view === name) ?? 'decide';
}
