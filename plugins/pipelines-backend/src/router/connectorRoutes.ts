import { NotFoundError } from '@backstage/errors';
import {
  type KafkaConnector,
  type KafkaConnectorList,
  type KafkaConnectorsQuery,
  streamReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import type { StoredConnector } from '../connectors';
import type { ObservedSource } from '../observations';
import type { RouterOptions } from './createRouter';

/** Connectors of Kafka Connect. @internal */
export function addConnectorRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authorize, connectors, lag, observations } = options;

  /** @throws NotFoundError if there is no such group */
  async function groupOf(groupId: number | undefined) {
    if (groupId === undefined) return undefined;
    const group = await lag.group(groupId);
    if (!group) {
      throw new NotFoundError(
        `There is no consumer group ${groupId}: it may have been deleted in Kafka`,
      );
    }
    const { environment, sourceId } = group;
    return { group: group.groupId, cluster: sourceId, environment };
  }

  router.get('/kafka/connectors', async (req, res) => {
    await authorize(req, streamReadPermission);
    const { readsAs, state } = req.query as KafkaConnectorsQuery;
    const found = await connectors.connectors({
      state,
      readsAs: await groupOf(readsAs),
    });
    const sources = (await observations.sources()).filter(
      each => each.technology === 'kafka-connect',
    );
    const byId = new Map(sources.map(each => [each.id, each]));
    const list: KafkaConnectorList = {
      items: found.map(each => apiConnector(each, byId.get(each.sourceId))),
      clusters: sources.map(source => ({
        id: source.id,
        title: source.title,
        environment: source.environment,
        sourceStatus: source.health.status,
        message: source.message ?? undefined,
      })),
    };
    res.json(list);
  });
}

/** @param source - its cluster; undefined if that is no longer configured */
function apiConnector(
  connector: StoredConnector,
  source: ObservedSource | undefined,
): KafkaConnector {
  const { at, environment, since, sourceId, state, status } = connector;
  return {
    name: status.name,
    cluster: sourceId,
    clusterTitle: source?.title ?? sourceId,
    environment,
    demo: source?.demo ?? false,
    stale: !source?.health.readable,
    readAt: at,
    type: status.type,
    class: status.class,
    state,
    since,
    reason: status.reason,
    worker: status.worker,
    tasks: status.tasks,
    group: status.group,
    topics: status.topics ?? [],
    deadLetters: status.deadLetters,
  };
}
