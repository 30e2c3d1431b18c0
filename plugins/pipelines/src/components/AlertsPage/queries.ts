import type { AlertsQuery } from '@sluice/plugin-pipelines-common';

/** What hurts users and isn't over. @internal */
export const URGENT: AlertsQuery = {
  state: ['open', 'acknowledged'],
  urgency: 'urgent',
  limit: 25,
};
