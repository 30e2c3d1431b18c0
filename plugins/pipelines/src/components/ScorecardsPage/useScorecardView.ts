import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  formatScorecardView,
  parseScorecardView,
  type ScorecardView,
} from '../../scorecards/scorecardView';

/** The view that the address names, and how to change it. @internal */
export function useScorecardView(): [
  ScorecardView,
  (changes: Partial<ScorecardView>) => void,
] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => parseScorecardView(params), [params]);
  const change = useCallback(
    (changes: Partial<ScorecardView>) =>
      setParams(current =>
        formatScorecardView({ ...parseScorecardView(current), ...changes }),
      ),
    [setParams],
  );
  return [view, change];
}
