import {
  FLEET_STATUSES,
  LAG_STATUSES,
  SLO_STATUSES,
  type FleetFacets,
} from '@sluice/plugin-pipelines-common';
import type { FleetFilter } from './fleetView';

/** Statuses by what needs a human first. */
const ORDERS: Partial<Record<FleetFilter, readonly string[]>> = {
  status: FLEET_STATUSES,
  slo: SLO_STATUSES,
  stream: LAG_STATUSES,
};

/** One value of a facet with how many pipelines it would show. @internal */
export type FacetOption = { value: string; count: number; chosen: boolean };

/**
 * The options of one facet, in an order that doesn't jump as counts change: statuses by what needs a human first,
 * everything else by name. A chosen value that nothing has any more stays, so that it can be taken away.
 *
 * @internal
 */
export function facetOptions(
  name: FleetFilter,
  facets: FleetFacets | undefined,
  chosen: readonly string[],
): FacetOption[] {
  const counts = new Map(
    (facets?.[name] ?? []).map(({ value, count }) => [value, count]),
  );
  for (const value of chosen) {
    if (!counts.has(value)) counts.set(value, 0);
  }
  const order: readonly string[] = ORDERS[name] ?? [];
  const rank = (value: string) => order.indexOf(value);
  return [...counts]
    .map(([value, count]) => ({
      value,
      count,
      chosen: chosen.includes(value),
    }))
    .sort(
      (a, b) => rank(a.value) - rank(b.value) || a.value.localeCompare(b.value),
    );
}

/** How many options a facet shows before it is opened. @internal */
export const SHOWN_OPTIONS = 8;

/**
 * What a closed facet shows: the first few, and every chosen one.
 *
 * @internal
 */
export function shownOptions(options: FacetOption[]): FacetOption[] {
  // One hidden option would take as much room as the button that shows it.
  if (options.length <= SHOWN_OPTIONS + 1) return options;
  return options.filter((o, index) => index < SHOWN_OPTIONS || o.chosen);
}
