import { isNight } from '../simulation/freshness';
import { STORIES } from '../simulation/stories';
import { DAY, HOUR } from '../simulation/time';

/** A topic of the demo. @internal */
export type StreamTopic = {
  topic: string;
  partitions: number;
  /** Messages a second over the day; at six in the evening (UTC) it is 1.4 times as much, at six in the morning 0.6 times. */
  perSecond: number;
};

/** The fleet's topics: 110,000 messages a second over the day, 150,000 in the evening. @internal */
export const TOPICS: StreamTopic[] = [
  newTopic('clickstream.v3', 24, 88_000),
  newTopic('metrics.v1', 12, 9_400),
  newTopic('warehouse.events.v1', 12, 3_100),
  newTopic('carts.v1', 12, 2_600),
  newTopic('stock.movements.v2', 12, 2_200),
  newTopic('carriers.events.v1', 6, 1_300),
  newTopic('loyalty.events.v1', 6, 900),
  newTopic('pos.tickets.v1', 6, 720),
  newTopic('orders.v1', 12, 410),
  newTopic('orders.enriched.v1', 12, 400),
  newTopic('customers.v1', 6, 190),
  newTopic('cdc.payments.v1', 6, 520),
  newTopic('cdc.refunds.v1', 3, 24),
  newTopic('email.events.v1', 6, 340),
  newTopic('prices.v2', 3, 45),
  newTopic('lineage.events.v1', 3, 38),
  newTopic('gift-cards.v1', 3, 22),
  newTopic('consents.v1', 3, 17),
  newTopic('returns.requested.v1', 3, 36),
  newTopic('support.tickets.v1', 3, 11),
  newTopic('invoices.v1', 3, 9),
  newTopic('suppliers.asn.v1', 3, 6),
  newTopic('dead-letters.v1', 3, 4),
  newTopic('schema.changes.v1', 1, 2),
  newTopic('orders.v1.dlq', 1, 0.4),
  newTopic('recalls.v1', 1, 0),
  newTopic('fraud.features.v1', 6, 260),
  newTopic('experiments.assignments.v2', 6, 1_900),
  newTopic('recommendations.served.v1', 12, 2_400),
  newTopic('store.sensors.v1', 128, 6_400),
];

function newTopic(name: string, partitions: number, perSecond: number) {
  return { topic: name, partitions, perSecond };
}

/** Logs count from here, so that offsets have the size that those of a grown company have. */
const BEGINNING = Date.UTC(2026, 0, 1);
const SWING = 0.4;
const PEAK_HOUR = 18;

/**
 * Where the logs of a topic ended at a moment, by partition: what was written until then. They never go back.
 *
 * @param at - milliseconds since 1970
 * @internal
 */
export function endsAt(
  topic: StreamTopic,
  at: number,
  startedAt: number,
): number[] {
  const total = writtenAt(topic, at, startedAt);
  return Array.from({ length: topic.partitions }, (_, partition) =>
    Math.floor(total * shareOf(partition, topic.partitions)),
  );
}

/** How many messages were ever written to a topic, all partitions together. @internal */
export function writtenAt(
  { perSecond, topic: name }: StreamTopic,
  at: number,
  startedAt: number,
): number {
  return Math.max(0, (perSecond * flowed(name, at, startedAt)) / 1000);
}

/** Keys are never spread evenly: the busiest partition gets about twice as much as the quietest. */
function shareOf(partition: number, partitions: number): number {
  const weight = (p: number) => 1 + ((p * 7) % partitions) / partitions;
  // The places 7p mod n are each number once where 7 doesn't divide n, and no topic here has such a number.
  const total = partitions + (partitions - 1) / 2;
  return weight(partition) / total;
}

/** How long a topic was written until then, in milliseconds, where the busy hours count more. */
function flowed(name: string, at: number, startedAt: number): number {
  if (name === 'prices.v2') {
    return swung(Math.min(at, startedAt + STORIES.silentTopic.since));
  }
  return name === 'suppliers.asn.v1' ? awake(at) : swung(at);
}

/** How much of a day's swing has come until then, in milliseconds. */
function turn(at: number): number {
  const angle = (2 * Math.PI * (at - PEAK_HOUR * HOUR)) / DAY;
  return (DAY / (2 * Math.PI)) * Math.sin(angle);
}
const FIRST_TURN = turn(BEGINNING);

function swung(at: number): number {
  return at - BEGINNING + SWING * (turn(at) - FIRST_TURN);
}

/** The time since the beginning without nights. */
function awake(at: number): number {
  const { from, to } = STORIES.idleNight;
  const night = (to - from) * HOUR;
  const since = at - BEGINNING;
  const day = Math.floor(since / DAY) * DAY;
  const place = since - day;
  const slept = isNight(at)
    ? place - from * HOUR
    : Math.min(night, Math.max(0, place - from * HOUR));
  return since - (day / DAY) * night - slept;
}
