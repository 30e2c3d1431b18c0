import type { FleetQuery } from '@sluice/plugin-pipelines-common';
import { useFleet } from './useFleet';

/** How many rows a compact list asks for: more than it shows says only how many there are. */
const LIST_LIMIT = 100;

/**
 * The pipelines that a filter matches, what needs a human first, for a compact list; without the counts per filter.
 *
 * @internal
 */
export function useFleetRows(
  filter: FleetQuery,
  options?: { enabled?: boolean },
) {
  return useFleet({ ...filter, limit: LIST_LIMIT, facets: false }, options);
}
