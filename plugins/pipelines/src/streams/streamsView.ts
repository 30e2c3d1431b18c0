import {
  type ConsumerGroupsQuery,
  LAG_STATUSES,
  type LagStatus,
} from '@sluice/plugin-pipelines-common';

/** How many groups a page may have; the API answers at most 100. @internal */
export const GROUP_PAGE_SIZES = [25, 50, 100] as const;

/** By what groups can be sorted. @internal */
export type StreamsOrderBy = NonNullable<ConsumerGroupsQuery['orderBy']>;

const ORDERS: Record<StreamsOrderBy, 'asc' | 'desc'> = {
  seconds: 'desc',
  lag: 'desc',
  status: 'asc',
  group: 'asc',
  cluster: 'asc',
};

/** What someone looks at on the page of streams, as the address says it: links can be shared. @internal */
export type StreamsView = {
  text: string;
  status: LagStatus[];
  /** Ids of clusters. */
  cluster: string[];
  /** Those that are a pipeline, those that are none, or undefined for both. */
  bound?: boolean;
  /** Those too that were given up. */
  abandoned: boolean;
  orderBy: StreamsOrderBy;
  order: 'asc' | 'desc';
  pageSize: (typeof GROUP_PAGE_SIZES)[number];
  /** The group whose details are open. */
  groupId?: number;
};

const MAX_TEXT = 255;
const MAX_VALUES = 50;
const BOUND: Record<string, boolean> = { yes: true, no: false };

/** The view that a query string names. What it doesn't understand is left out: an old link still opens. @internal */
export function parseStreamsView(params: URLSearchParams): StreamsView {
  const asked = params.getAll('status');
  const orderBy = params.get('orderBy') as StreamsOrderBy;
  const known = orderBy in ORDERS ? orderBy : 'seconds';
  const order = params.get('order');
  const size = Number(params.get('size'));
  const groupId = Number(params.get('group'));
  return {
    text: (params.get('q') ?? '').slice(0, MAX_TEXT),
    status: LAG_STATUSES.filter(status => asked.includes(status)),
    cluster: [...new Set(params.getAll('cluster').filter(Boolean))].slice(
      0,
      MAX_VALUES,
    ),
    bound: BOUND[params.get('pipeline') ?? ''],
    abandoned: params.get('abandoned') === 'yes',
    orderBy: known,
    order: order === 'asc' || order === 'desc' ? order : ORDERS[known],
    pageSize: GROUP_PAGE_SIZES.find(one => one === size) ?? 50,
    groupId: Number.isInteger(groupId) && groupId > 0 ? groupId : undefined,
  };
}

/** The query string of a view; what is as by default is left out, so that links stay short. @internal */
export function formatStreamsView(view: StreamsView): URLSearchParams {
  const params = new URLSearchParams();
  if (view.text) params.set('q', view.text);
  for (const status of view.status) params.append('status', status);
  for (const cluster of view.cluster) params.append('cluster', cluster);
  if (view.bound !== undefined) {
    params.set('pipeline', view.bound ? 'yes' : 'no');
  }
  if (view.abandoned) params.set('abandoned', 'yes');
  if (view.orderBy !== 'seconds') params.set('orderBy', view.orderBy);
  if (view.order !== ORDERS[view.orderBy]) params.set('order', view.order);
  if (view.pageSize !== 50) params.set('size', String(view.pageSize));
  if (view.groupId !== undefined) params.set('group', String(view.groupId));
  return params;
}

/** What the table asks of the API, without the cursor of a page. @internal */
export function toGroupsQuery(view: StreamsView): ConsumerGroupsQuery {
  const text = view.text.trim();
  return {
    ...(text && { text }),
    ...(view.status.length && { status: view.status }),
    ...(view.cluster.length && { cluster: view.cluster }),
    ...(view.bound !== undefined && { bound: view.bound }),
    ...(view.abandoned && { abandoned: true }),
    orderBy: view.orderBy,
    order: view.order,
    limit: view.pageSize,
  };
}

/** A view without its filters. @internal */
export const NO_STREAM_FILTERS = {
  text: '',
  status: [],
  cluster: [],
  bound: undefined,
  abandoned: false,
} satisfies Partial<StreamsView>;

/** Whether a view leaves groups out. @internal */
export function isNarrowed(view: StreamsView): boolean {
  return (
    view.text.trim() !== '' ||
    view.status.length > 0 ||
    view.cluster.length > 0 ||
    view.bound !== undefined
  );
}
