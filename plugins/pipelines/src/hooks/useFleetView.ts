import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  formatFleetView,
  parseFleetView,
  type FleetView,
} from '../fleet/fleetView';

/**
 * The view that the page's query string names, and a function that changes parts of it.
 *
 * Typing replaces the entry in the browser's history; anything else adds one, so that Back undoes it.
 *
 * @internal
 */
export function useFleetView(): [
  FleetView,
  (changes: Partial<FleetView>) => void,
] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => parseFleetView(params), [params]);
  const change = useCallback(
    (changes: Partial<FleetView>) =>
      setParams(
        current => formatFleetView({ ...parseFleetView(current), ...changes }),
        { replace: Object.keys(changes).join() === 'text' },
      ),
    [setParams],
  );
  return [view, change];
}
