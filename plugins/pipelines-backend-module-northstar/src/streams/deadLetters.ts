import { InputError } from '@backstage/errors';
import type { DeadLetter } from '@sluice/plugin-pipelines-node';
import { draws } from '../simulation/draws';
import { iso } from '../simulation/time';
import { endsAt, TOPICS } from './topics';

/** The one dead-letter topic of the demo, of one partition. @internal */
export const DEAD_LETTERS = 'orders.v1.dlq';

/** So long lies between two letters, in milliseconds: four in ten seconds. */
const BETWEEN = 2_500;

/** What went wrong with orders, and how often of a hundred. */
const REASONS: Array<{ share: number; of: (n: number) => Said }> = [
  {
    share: 61,
    of: n => ({
      convention: 'connect',
      reason: `Converting byte[] to Kafka Connect data failed: no schema ${
        118 + (n % 3)
      } in the registry`,
      error: 'org.apache.kafka.connect.errors.DataException',
      where: 'orders-to-lake, VALUE_CONVERTER',
      others: [],
    }),
  },
  {
    share: 27,
    of: n => ({
      convention: 'spring',
      reason: `Listener failed: no customer ${40_000 + n} in the profile store`,
      error: 'northstar.orders.UnknownCustomerException',
      where: 'northstar.orders_enrichment',
      others: ['traceparent'],
    }),
  },
  {
    share: 12,
    of: () => ({
      convention: 'plain',
      reason: 'total is not the sum of the lines',
      others: ['traceparent', 'ce-id'],
    }),
  },
];

type Said = Pick<
  DeadLetter,
  'convention' | 'reason' | 'error' | 'where' | 'others'
>;

/**
 * The newest dead letters of the demo. The same offset always says the same.
 *
 * @param options - `at`, `startedAt`: milliseconds since 1970
 * @throws InputError if it isn't the dead-letter topic
 * @internal
 */
export function deadLettersAt(options: {
  seed: string;
  topic: string;
  limit: number;
  at: number;
  startedAt: number;
}): DeadLetter[] {
  const { at, limit, seed, startedAt, topic: name } = options;
  const topic = TOPICS.find(each => each.topic === name);
  if (!topic || name !== DEAD_LETTERS) {
    throw new InputError(`${name} is no dead-letter topic of the demo`);
  }
  const [end] = endsAt(topic, at, startedAt);
  return Array.from({ length: Math.min(limit, end) }, (_, i): DeadLetter => {
    const offset = end - 1 - i;
    const reason = reasonOf(draws(seed, 'dead letter', offset)[0] * 100);
    const from = {
      topic: 'orders.v1',
      partition: offset % 12,
      offset: offset * 1_000 + (offset % 700),
    };
    return {
      partition: 0,
      offset,
      at: iso(at - i * BETWEEN),
      from,
      ...reason.of(offset % 1_000),
    };
  });
}

/** @param percent - from 0 on, below 100 */
function reasonOf(percent: number): (typeof REASONS)[number] {
  let below = 0;
  for (const reason of REASONS) {
    below += reason.share;
    if (percent < below) return reason;
  }
  return REASONS[0];
}
