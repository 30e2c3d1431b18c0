import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  type ConsumerGroupDetail,
  type ConsumerGroupPage,
  type ConsumerGroupsQuery,
  type ConsumerGroupTrends,
  type ConsumerGroupTrendsQuery,
  type LagQuery,
  type PipelineLag,
  pipelineReadPermission,
  streamReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import type { FleetScope } from '../fleet';
import type { GroupDetail, StoredGroup } from '../lag';
import {
  apiCluster,
  apiGroup,
  apiPartition,
  apiSeries,
  assignedCounts,
  skewOf,
} from './apiLag';
import type { RouterOptions } from './createRouter';

const DAY_MS = 24 * 3600_000;
/** The longest range that a chart can be asked for, in days. */
const MAX_DAYS = 400;
/** Points of each line, where nobody says how many. */
const POINTS = 300;
/** How long back trends go, and in how many steps, where nobody says it. */
const TREND_HOURS = 6;
const TREND_STEPS = 30;

/** Kafka's consumer groups, and how far pipelines are behind. @internal */
export function addLagRoutes(router: Router, options: RouterOptions): void {
  const { authorize, fleet, lag, now, observations } = options;

  /** Groups as the API has them, with those pipelines that the caller may see. */
  async function toApi(groups: StoredGroup[], scope: FleetScope) {
    const sources = new Map(
      (await observations.sources()).map(source => [source.id, source]),
    );
    const ids = groups.flatMap(group => group.pipelineId ?? []);
    const refs = await fleet.refs([...new Set(ids)]);
    const visible = await fleet.findAll([...refs.values()], scope);
    return groups.map(group => {
      const ref = group.pipelineId && refs.get(group.pipelineId);
      return apiGroup(group, {
        source: sources.get(group.sourceId),
        entityRef: ref && visible.has(ref) ? ref : undefined,
      });
    });
  }

  async function groupOf(id: string) {
    const found = await lag.group(Number(id));
    if (!found) {
      throw new NotFoundError(
        `There is no consumer group ${id}: it may have been deleted in Kafka`,
      );
    }
    return found;
  }

  router.get('/kafka/clusters', async (req, res) => {
    await authorize(req, streamReadPermission);
    const sources = (await observations.sources()).filter(
      source => source.technology === 'kafka',
    );
    const swept = await lag.clusters(sources.map(source => source.id));
    res.json({
      items: sources.map(source => apiCluster(source, swept.get(source.id))),
    });
  });

  router.get('/kafka/groups', async (req, res) => {
    const { scope } = await authorize(req, streamReadPermission);
    const query = req.query as ConsumerGroupsQuery;
    const found = await lag.groups({
      ...query,
      text: query.text?.trim() || undefined,
    });
    const page: ConsumerGroupPage = {
      items: await toApi(found.groups, scope),
      ...found.facets,
      nextCursor: found.nextCursor,
    };
    res.json(page);
  });

  router.get('/kafka/group-trends', async (req, res) => {
    await authorize(req, streamReadPermission);
    const query = req.query as unknown as ConsumerGroupTrendsQuery;
    const { lag: lags, steps } = await lag.trends(query.groupId, {
      hours: query.hours ?? TREND_HOURS,
      count: query.steps ?? TREND_STEPS,
    });
    const trends: ConsumerGroupTrends = {
      from: new Date(steps.from).toISOString(),
      stepSeconds: steps.stepMs / 1000,
      items: [...lags].map(([groupId, values]) => ({ groupId, lag: values })),
    };
    res.json(trends);
  });

  router.get('/kafka/groups/:groupId', async (req, res) => {
    const { scope } = await authorize(req, streamReadPermission);
    const found = await groupOf(req.params.groupId);
    const { members, partitions } = found;
    const [apiOwn] = await toApi([withoutDetail(found)], scope);
    const counts = assignedCounts(partitions);
    const detail: ConsumerGroupDetail = {
      group: apiOwn,
      skew: skewOf(partitions),
      partitions: partitions.map(apiPartition),
      members: members.map(member => ({
        ...member,
        partitions: counts.get(member.memberId) ?? 0,
      })),
    };
    res.json(detail);
  });

  router.get('/kafka/groups/:groupId/lag', async (req, res) => {
    const { scope } = await authorize(req, streamReadPermission);
    const group = withoutDetail(await groupOf(req.params.groupId));
    const query = req.query as LagQuery;
    const range = rangeOf(query, now());
    const limit = query.points ?? POINTS;
    const [apiOwn] = await toApi([group], scope);
    res.json({
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      series: apiSeries(await lag.series(group, { ...range, limit }), apiOwn),
    });
  });

  router.get('/entities/:kind/:namespace/:name/lag', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const { kind, name, namespace } = req.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    const record = await fleet.find(entityRef, scope);
    if (!record) {
      if (await fleet.find(entityRef, {})) {
        throw new NotAllowedError(`You may not see ${entityRef}`);
      }
      throw new NotFoundError(
        `${entityRef} is not a pipeline of the catalog; a new one shows up within a minute`,
      );
    }
    const query = req.query as LagQuery;
    const range = rangeOf(query, now());
    const groups = (await lag.ofPipeline(record.id)).filter(
      group => !query.environment || group.environment === query.environment,
    );
    const api = await toApi(groups, scope);
    const items = await Promise.all(
      groups.map(async (group, i) =>
        apiSeries(
          await lag.series(group, { ...range, limit: query.points ?? POINTS }),
          api[i],
        ),
      ),
    );
    const answer: PipelineLag = {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      items,
    };
    res.json(answer);
  });
}

function withoutDetail({
  members,
  partitions,
  ...group
}: StoredGroup & GroupDetail): StoredGroup {
  return { ...group, members: members.length, partitions: partitions.length };
}

function rangeOf(query: LagQuery, now: Date): { from: Date; to: Date } {
  const to = query.to ? new Date(query.to) : now;
  const from = query.from
    ? new Date(query.from)
    : new Date(to.getTime() - DAY_MS);
  if (from >= to) {
    throw new InputError(
      `query.from: ${from.toISOString()} is not before ${to.toISOString()}`,
    );
  }
  if (to.getTime() - from.getTime() > MAX_DAYS * DAY_MS) {
    throw new InputError(
      `query.from: at most ${MAX_DAYS} days can be asked for`,
    );
  }
  return { from, to };
}
