import { useCallback } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  DEFAULT_VIEW,
  formatFleetView,
  NO_FILTERS,
  type FleetFilters,
} from '../fleet/fleetView';
import { fleetRouteRef } from '../routes';

/** Gives the address of the fleet page with these filters. @internal */
export function useFleetLink(): (filters: Partial<FleetFilters>) => string {
  const fleetRoute = useRouteRef(fleetRouteRef);
  return useCallback(
    (filters: Partial<FleetFilters>) => {
      const search = formatFleetView({
        ...DEFAULT_VIEW,
        filters: { ...NO_FILTERS, ...filters },
      }).toString();
      return search ? `${fleetRoute()}?${search}` : fleetRoute();
    },
    [fleetRoute],
  );
}
