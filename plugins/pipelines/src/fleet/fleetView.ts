import {
  FLEET_STATUSES,
  LAG_STATUSES,
  PIPELINE_TYPES,
  SLO_STATUSES,
  TIERS,
  type FleetQuery,
} from '@sluice/plugin-pipelines-common';

/** The filters that the fleet page offers, in the order in which it shows them. @internal */
export const FLEET_FILTERS = [
  'status',
  'slo',
  'stream',
  'domain',
  'owner',
  'type',
  'tier',
  'lifecycle',
  'classification',
] as const;

/** One of {@link FLEET_FILTERS}. @internal */
export type FleetFilter = (typeof FLEET_FILTERS)[number];

/** The values chosen in each filter; an empty list filters nothing. @internal */
export type FleetFilters = Readonly<Record<FleetFilter, readonly string[]>>;

/** What rows can be sorted by. @internal */
export type FleetOrderBy = NonNullable<FleetQuery['orderBy']>;

/** How many rows a page may have; the API answers at most 100. @internal */
export const PAGE_SIZES = [25, 50, 100] as const;

/** The table, or the wall of one square a pipeline. @internal */
export type FleetMode = 'table' | 'wall';

/**
 * What someone looks at on the fleet page. It lives in the query string, so that a link is a view.
 *
 * @internal
 */
export type FleetView = {
  text: string;
  filters: FleetFilters;
  orderBy: FleetOrderBy;
  order: 'asc' | 'desc';
  pageSize: (typeof PAGE_SIZES)[number];
  mode: FleetMode;
};

const ORDER_BYS: readonly FleetOrderBy[] = [
  'status',
  'name',
  'type',
  'domain',
  'owner',
  'tier',
  'lastRun',
  'duration',
  'successRate',
  'nextRun',
  'slo',
  'budgetLeft',
  'lag',
];

/** No filter at all. @internal */
export const NO_FILTERS: FleetFilters = {
  status: [],
  slo: [],
  stream: [],
  domain: [],
  owner: [],
  type: [],
  tier: [],
  lifecycle: [],
  classification: [],
};

/** What the page shows without a query string: everything, what needs a human first. @internal */
export const DEFAULT_VIEW: FleetView = {
  text: '',
  filters: NO_FILTERS,
  orderBy: 'status',
  order: 'asc',
  pageSize: 50,
  mode: 'table',
};

/** The API's bounds: more would be answered with 400. */
const MAX_TEXT_LENGTH = 200;
const MAX_VALUES = 50;

const isShort = (max: number) => (value: string) =>
  value.length > 0 && value.length <= max;
const isOneOf = (list: readonly (string | number)[]) => (value: string) =>
  list.some(item => String(item) === value);

const IS_VALUE: Record<FleetFilter, (value: string) => boolean> = {
  status: isOneOf(FLEET_STATUSES),
  slo: isOneOf(SLO_STATUSES),
  stream: isOneOf(LAG_STATUSES),
  domain: isShort(200),
  owner: isShort(200),
  type: isOneOf(PIPELINE_TYPES),
  tier: isOneOf(TIERS),
  lifecycle: isShort(63),
  classification: isShort(63),
};

function pick<T>(list: readonly T[], value: string | null, fallback: T): T {
  return list.find(item => String(item) === value) ?? fallback;
}

/**
 * The view that a query string names. What it doesn't understand it leaves out: an old link still opens.
 *
 * @param params - the query string of the page
 * @internal
 */
export function parseFleetView(params: URLSearchParams): FleetView {
  const filters = Object.fromEntries(
    FLEET_FILTERS.map(name => [
      name,
      [...new Set(params.getAll(name).filter(IS_VALUE[name]))].slice(
        0,
        MAX_VALUES,
      ),
    ]),
  ) as Record<FleetFilter, string[]>;
  return {
    text: (params.get('q') ?? '').slice(0, MAX_TEXT_LENGTH),
    filters,
    orderBy: pick(ORDER_BYS, params.get('orderBy'), DEFAULT_VIEW.orderBy),
    order: pick(['asc', 'desc'] as const, params.get('order'), 'asc'),
    pageSize: pick(PAGE_SIZES, params.get('pageSize'), DEFAULT_VIEW.pageSize),
    mode: pick(['table', 'wall'] as const, params.get('view'), 'table'),
  };
}

/**
 * The query string of a view; what is as by default is left out, so that links stay short.
 *
 * @internal
 */
export function formatFleetView(view: FleetView): URLSearchParams {
  const params = new URLSearchParams();
  if (view.text) params.set('q', view.text);
  for (const name of FLEET_FILTERS) {
    for (const value of view.filters[name]) params.append(name, value);
  }
  if (view.orderBy !== DEFAULT_VIEW.orderBy)
    params.set('orderBy', view.orderBy);
  if (view.order !== DEFAULT_VIEW.order) params.set('order', view.order);
  if (view.pageSize !== DEFAULT_VIEW.pageSize)
    params.set('pageSize', String(view.pageSize));
  if (view.mode !== DEFAULT_VIEW.mode) params.set('view', view.mode);
  return params;
}

/**
 * What the wall and the CSV file ask of the API: the filter alone, without order or page.
 *
 * @internal
 */
export function toFilterQuery(view: FleetView): FleetQuery {
  const { status, slo, stream, domain, owner, type, tier } = view.filters;
  const { lifecycle, classification } = view.filters;
  const text = view.text.trim();
  return {
    ...(text && { text }),
    ...(status.length && { status: status as FleetQuery['status'] }),
    ...(slo.length && { slo: slo as FleetQuery['slo'] }),
    ...(stream.length && { stream: stream as FleetQuery['stream'] }),
    ...(domain.length && { domain: [...domain] }),
    ...(owner.length && { owner: [...owner] }),
    ...(type.length && { type: type as FleetQuery['type'] }),
    ...(tier.length && { tier: tier.map(Number) }),
    ...(lifecycle.length && { lifecycle: [...lifecycle] }),
    ...(classification.length && { classification: [...classification] }),
  };
}

/**
 * What the table asks of the API, without the cursor of a page.
 *
 * @internal
 */
export function toFleetQuery(view: FleetView): FleetQuery {
  return {
    ...toFilterQuery(view),
    orderBy: view.orderBy,
    order: view.order,
    limit: view.pageSize,
  };
}

/** Whether someone looks at streams: at their type alone, their health or their lag. @internal */
export function isOfStreams(view: FleetView): boolean {
  const { stream, type } = view.filters;
  return (
    view.orderBy === 'lag' ||
    stream.length > 0 ||
    (type.length === 1 && type[0] === 'kafka-consumer')
  );
}

/** Whether anything is left out of the fleet. @internal */
export function isFiltered(view: FleetView): boolean {
  return (
    view.text.trim() !== '' ||
    FLEET_FILTERS.some(name => view.filters[name].length > 0)
  );
}

/** The filters with one value added, or taken away if it was chosen. @internal */
export function toggleFilter(
  filters: FleetFilters,
  name: FleetFilter,
  value: string,
): FleetFilters {
  const chosen = filters[name];
  return {
    ...filters,
    [name]: chosen.includes(value)
      ? chosen.filter(other => other !== value)
      : [...chosen, value],
  };
}
