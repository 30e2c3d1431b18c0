import type { GridSortModel } from '@mui/x-data-grid';
import { DEFAULT_VIEW, type FleetView } from '../../fleet/fleetView';
import { SORTABLE, type FleetColumn } from './columns';

/** The table's sort model of a view. @internal */
export function toSortModel(
  view: Pick<FleetView, 'orderBy' | 'order'>,
): GridSortModel {
  const field = (Object.keys(SORTABLE) as FleetColumn[]).find(
    column => SORTABLE[column] === view.orderBy,
  );
  return field ? [{ field, sort: view.order }] : [];
}

/**
 * What a view becomes by a sort model. Without one it is sorted by what needs a human first.
 *
 * @internal
 */
export function toSortView(
  model: GridSortModel,
): Pick<FleetView, 'orderBy' | 'order'> {
  const [first] = model;
  const orderBy = first && SORTABLE[first.field as FleetColumn];
  return {
    orderBy: orderBy ?? DEFAULT_VIEW.orderBy,
    order: (orderBy && first.sort) || DEFAULT_VIEW.order,
  };
}
