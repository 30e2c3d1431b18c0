import { DEFAULT_VIEW, NO_FILTERS, type FleetView } from './fleetView';

/** A view that someone gave a name; `search` is its query string. @internal */
export type SavedView = { name: string; search: string };

/** Longest name of a view, so that it fits the menu. @internal */
export const MAX_VIEW_NAME_LENGTH = 60;

/** Whether what was stored is a list of views; an older or broken value counts as none. @internal */
export function isSavedViews(value: unknown): value is SavedView[] {
  return (
    Array.isArray(value) &&
    value.every(
      item =>
        typeof item?.name === 'string' && typeof item?.search === 'string',
    )
  );
}

/**
 * The list with a view added under `name`; one of the same name is replaced.
 *
 * @internal
 */
export function withView(
  views: readonly SavedView[],
  view: SavedView,
): SavedView[] {
  return [...views.filter(other => other.name !== view.name), view].sort(
    (a, b) => a.name.localeCompare(b.name),
  );
}

/** A view that everyone has, by the key of its title. @internal */
export type BuiltInView = {
  key: 'everything' | 'needsYou' | 'mine' | 'changeControl';
  view: FleetView;
};

/**
 * Views that need no saving.
 *
 * @param ownershipRefs - entity refs as which the reader owns things
 * @internal
 */
export function builtInViews(ownershipRefs: readonly string[]): BuiltInView[] {
  const withFilters = (filters: Partial<FleetView['filters']>): FleetView => ({
    ...DEFAULT_VIEW,
    filters: { ...NO_FILTERS, ...filters },
  });
  return [
    { key: 'everything', view: DEFAULT_VIEW },
    {
      key: 'needsYou',
      view: withFilters({ status: ['failed', 'late', 'unknown'] }),
    },
    ...(ownershipRefs.length
      ? [{ key: 'mine' as const, view: withFilters({ owner: ownershipRefs }) }]
      : []),
    { key: 'changeControl', view: withFilters({ classification: ['sox'] }) },
  ];
}
