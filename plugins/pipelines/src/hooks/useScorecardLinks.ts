import { useMemo } from 'react';
import {
  formatScorecardView,
  type ScorecardView,
} from '../scorecards/scorecardView';
import { scorecardsRouteRef } from '../routes';
import { useRoutePath } from './useRoutePath';

/** Addresses of the page of scorecards, and of monthly summaries. @internal */
export function useScorecardLinks() {
  const path = useRoutePath(scorecardsRouteRef, '/pipelines/scorecards');
  return useMemo(
    () => ({
      page: (view: Partial<ScorecardView> = {}) => {
        const search = `${formatScorecardView(view)}`;
        return search ? `${path}?${search}` : path;
      },
      month: (owner: string | undefined, month?: string) => {
        const params = new URLSearchParams();
        if (owner) params.set('owner', owner);
        if (month) params.set('month', month);
        return `${path}/month?${params}`;
      },
    }),
    [path],
  );
}
