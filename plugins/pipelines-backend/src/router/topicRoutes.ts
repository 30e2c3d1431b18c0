import { NotFoundError } from '@backstage/errors';
import {
  type KafkaTopicDetail,
  type KafkaTopicPage,
  type KafkaTopicsQuery,
  streamReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import { apiTopic, apiTopicPartitions } from './apiLag';
import type { RouterOptions } from './createRouter';

/** Kafka's topics, and dead letters among them. @internal */
export function addTopicRoutes(router: Router, options: RouterOptions): void {
  const { authorize, lag, observations, topics } = options;

  const sourcesById = async () =>
    new Map((await observations.sources()).map(each => [each.id, each]));

  /** Whose dead letters are asked for. @throws NotFoundError if there is no such group */
  async function lettersOf(groupId: number | undefined) {
    if (groupId === undefined) return {};
    const group = await lag.group(groupId);
    if (!group) {
      throw new NotFoundError(
        `There is no consumer group ${groupId}: it may have been deleted in Kafka`,
      );
    }
    return {
      cluster: [group.sourceId],
      deadLettersOf: { group: group.groupId, topics: group.topics },
    };
  }

  router.get('/kafka/topics', async (req, res) => {
    await authorize(req, streamReadPermission);
    const { deadLettersOf, text, ...query } = req.query as KafkaTopicsQuery;
    const found = await topics.topics({
      ...query,
      text: text?.trim() || undefined,
      ...(await lettersOf(deadLettersOf)),
    });
    const sources = await sourcesById();
    const page: KafkaTopicPage = {
      items: found.topics.map(topic =>
        apiTopic(topic, sources.get(topic.sourceId)),
      ),
      totalItems: found.totalItems,
      nextCursor: found.nextCursor,
    };
    res.json(page);
  });

  router.get('/kafka/clusters/:clusterId/topics/:topic', async (req, res) => {
    await authorize(req, streamReadPermission);
    const { clusterId, topic: name } = req.params;
    const topic = await topics.topic(clusterId, name);
    if (!topic) {
      throw new NotFoundError(
        `There is no topic ${name} in ${clusterId}; a new one shows up within a minute or two`,
      );
    }
    const detail: KafkaTopicDetail = {
      topic: apiTopic(topic, (await sourcesById()).get(topic.sourceId)),
      partitions: apiTopicPartitions(topic),
    };
    res.json(detail);
  });
}
