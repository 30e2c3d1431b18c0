import type { FactProvider, FactReading } from '@sluice/plugin-pipelines-node';
import type { FleetService } from '../../fleet';
import type { LagService, StoredTopic, TopicService } from '../../lag';
import { say } from './readings';

const SOURCE = 'Kafka';
const MOST_TOPICS = 100;

/** How far consumer groups are behind, and how much waits in their dead-letter topics. @internal */
export function streamFacts(options: {
  fleet: Pick<FleetService, 'findAll'>;
  lag: Pick<LagService, 'ofPipeline'>;
  topics: Pick<TopicService, 'topics'>;
}): FactProvider {
  const { fleet, lag, topics } = options;
  const types = ['kafka-consumer'] as const;
  return {
    id: 'streams',
    facts: [
      {
        name: 'lag.group-seen',
        title: 'Consumer group seen',
        description: 'A cluster that is read has its consumer group.',
        type: 'boolean',
        types,
      },
      {
        name: 'lag.status',
        title: 'Health of the consumer group',
        description:
          'Burrow’s verdict on the group that needs a human first: ok, warn, stall, stop, rewind or error.',
        type: 'text',
        types,
      },
      {
        name: 'lag.seconds',
        title: 'Lag',
        description:
          'How far the group is behind, as time; of several groups the most.',
        type: 'number',
        unit: 'seconds',
        types,
      },
      {
        name: 'dlq.depth',
        title: 'Dead letters',
        description:
          'How many messages are in the dead-letter topics of the group. Without such a topic it makes no sense.',
        type: 'number',
        unit: 'count',
        types,
      },
    ],
    async read(entityRefs, { now, signal }) {
      const records = await fleet.findAll([...entityRefs], {});
      const found: FactReading[] = [];
      for (const { entityRef, id, lag: worst, type } of records.values()) {
        signal.throwIfAborted();
        if (type !== 'kafka-consumer') continue;
        const at = worst?.readAt ?? now.toISOString();
        const said = say({ entityRef, source: SOURCE, at });
        const groups = await lag.ofPipeline(id);
        found.push(
          said.known(
            'lag.group-seen',
            groups.length > 0,
            groups.map(each => ({
              title: `${each.groupId} in ${each.sourceId}`,
            })),
          ),
        );
        if (!worst || groups.length === 0) {
          const reason = 'No cluster that is read has its consumer group';
          found.push(
            ...['lag.status', 'lag.seconds', 'dlq.depth'].map(fact =>
              said.unknown(fact, reason),
            ),
          );
          continue;
        }
        found.push(
          worst.status === 'unknown'
            ? said.unknown('lag.status', worst.reason)
            : said.known('lag.status', worst.status, [{ title: worst.reason }]),
          worst.seconds === undefined
            ? said.unknown('lag.seconds', worst.reason)
            : said.known('lag.seconds', Math.round(worst.seconds)),
        );
        const dead: StoredTopic[] = [];
        for (const group of groups) {
          const page = await topics.topics({
            cluster: [group.sourceId],
            deadLettersOf: { group: group.groupId, topics: group.topics },
            limit: MOST_TOPICS,
          });
          dead.push(...page.topics);
        }
        found.push(depthOf(dead, said));
      }
      return found;
    },
  };
}

function depthOf(
  topics: readonly StoredTopic[],
  said: ReturnType<typeof say>,
): FactReading {
  if (topics.length === 0) {
    return said.notApplicable('dlq.depth', 'It has no dead-letter topic');
  }
  const gap = topics.find(each => each.messages === null);
  return gap
    ? said.unknown('dlq.depth', `What is in ${gap.topic} can't be read`)
    : said.known(
        'dlq.depth',
        topics.reduce((sum, each) => sum + each.messages!, 0),
        topics.map(each => ({
          title: `${each.topic}: ${each.messages} messages`,
        })),
      );
}
