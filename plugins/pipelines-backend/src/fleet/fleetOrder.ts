import type { FleetQuery } from '@sluice/plugin-pipelines-common';

/** By what the fleet can be sorted. @internal */
export type FleetOrderBy = NonNullable<FleetQuery['orderBy']>;

/** A column to sort by. None is ever null, and each order has its index, see migrations. @internal */
export type OrderColumn = { column: string; type: 'string' | 'number' };

type FleetOrder = { columns: OrderColumn[]; direction: 'asc' | 'desc' };

const NAME: OrderColumn = { column: 'sort_name', type: 'string' };
const ID: OrderColumn = { column: 'id', type: 'number' };
const text = (column: string): OrderColumn => ({ column, type: 'string' });
const figure = (column: string): OrderColumn => ({ column, type: 'number' });

/** Each order with the direction that puts first what people look for. @internal */
export const FLEET_ORDERS: Record<FleetOrderBy, FleetOrder> = {
  status: {
    columns: [figure('status_rank'), figure('tier'), NAME, ID],
    direction: 'asc',
  },
  name: { columns: [NAME, ID], direction: 'asc' },
  type: { columns: [text('type'), NAME, ID], direction: 'asc' },
  domain: { columns: [text('domain'), NAME, ID], direction: 'asc' },
  owner: { columns: [text('owner'), NAME, ID], direction: 'asc' },
  tier: { columns: [figure('tier'), NAME, ID], direction: 'asc' },
  lastRun: { columns: [text('last_run_at'), ID], direction: 'desc' },
  duration: { columns: [figure('last_duration_ms'), ID], direction: 'desc' },
  successRate: { columns: [figure('success_rate'), ID], direction: 'asc' },
  nextRun: { columns: [text('next_run_sort'), ID], direction: 'asc' },
  slo: {
    columns: [figure('slo_rank'), figure('budget_left'), NAME, ID],
    direction: 'asc',
  },
  budgetLeft: { columns: [figure('budget_left'), NAME, ID], direction: 'asc' },
  lag: { columns: [figure('lag_seconds'), NAME, ID], direction: 'desc' },
};
