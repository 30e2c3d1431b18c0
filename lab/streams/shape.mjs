/*
 * What the lab's producers and consumers do: streams at the shape of a retailer, of which most keep up, and some show what can go wrong.
 */

/**
 * @typedef {'keeps-up' | 'stalls' | 'stops' | 'rewinds' | 'falls-behind' | 'idles'} Behaviour
 *
 * @typedef {object} Stream
 * @property {string} group
 * @property {string} topic
 * @property {number} partitions
 * @property {number} perSecond - messages that are written to the topic, over all its partitions; 0 after the first ones for `idles`
 * @property {Behaviour} behaviour
 * @property {'classic' | 'consumer'} protocol - `consumer` is KIP-848
 * @property {string} [deadLetters] - the topic for what can't be processed
 */

/** Begins with this, so that nobody takes them for the demo's. */
const PREFIX = 'lab';

/** Topics by domain, with the groups that read them. */
const READERS = /** @type {const} */ ({
  'orders.v1': ['orders-enrichment', 'orders-to-lake', 'orders-fraud'],
  'payments.v1': ['payments-to-ledger', 'payments-fraud'],
  'refunds.v1': ['refunds-to-ledger'],
  'stock.movements.v1': ['stock-reservations', 'stock-to-lake'],
  'stock.levels.v1': ['stock-alerts'],
  'prices.v1': ['price-changes', 'prices-to-shops'],
  'clicks.v1': ['sessions', 'clicks-to-lake', 'recommendations'],
  'carts.v1': ['abandoned-carts'],
  'customers.v1': ['customer-profiles', 'consent-changes'],
  'returns.v1': ['return-requests'],
  'shipments.v1': ['tracking', 'shipments-to-lake'],
  'suppliers.asn.v1': ['asn-sink'],
  'pos.receipts.v1': ['pos-to-lake', 'loyalty-points'],
  'support.tickets.v1': ['ticket-stream'],
  'audit.schemas.v1': ['schema-audit'],
});

/** What doesn't keep up. @type {Record<string, Behaviour>} */
const BEHAVIOURS = {
  'payments-fraud': 'stalls',
  'asn-sink': 'stops',
  'stock-to-lake': 'rewinds',
  'clicks-to-lake': 'falls-behind',
  'schema-audit': 'idles',
};

const DEAD_LETTERS = 'orders-to-lake';
const NEW_PROTOCOL = ['orders-enrichment', 'customer-profiles'];

/** The busy ones; each of the others gets a message every second. @type {Record<string, { partitions: number, perSecond: number }>} */
const SIZES = {
  'orders.v1': { partitions: 6, perSecond: 12 },
  'clicks.v1': { partitions: 12, perSecond: 24 },
  'pos.receipts.v1': { partitions: 6, perSecond: 6 },
};
const SMALL = { partitions: 3, perSecond: 1 };

/** A group a line. @type {Stream[]} */
export const STREAMS = Object.entries(READERS).flatMap(([name, groups]) =>
  groups.map(group => ({
    group: `${PREFIX}-${group}`,
    topic: `${PREFIX}.${name}`,
    ...(SIZES[name] ?? SMALL),
    behaviour: BEHAVIOURS[group] ?? 'keeps-up',
    protocol: NEW_PROTOCOL.includes(group) ? 'consumer' : 'classic',
    ...(group === DEAD_LETTERS && { deadLetters: `${PREFIX}.${name}.dlq` }),
  })),
);

/** Until here also those that go wrong keep up, so that they have something to go wrong from. */
const QUIET_START_SECONDS = 5;
const STOPS_AFTER_SECONDS = 15;
const REWINDS_EVERY_SECONDS = 60;
const REWINDS_BY = 20;
/** It takes longer to catch up than the portal takes to look again. */
const CATCHES_UP_PER_SECOND = 2;
/** A group that was at the end a moment ago counts as well, whatever it did since. */
const REWINDS_WHILE_BEHIND_BY = 3;

/**
 * What a consumer commits of a partition now.
 *
 * @param {Behaviour} behaviour
 * @param {{ read: number, committed: number, second: number }} at - `read`: the offset behind the last message it got;
 *   `committed`: what it committed last; `second`: how long it runs, in whole seconds
 * @returns {number | undefined} nothing, where it has left
 */
export function committedBy(behaviour, { read, committed, second }) {
  if (second <= QUIET_START_SECONDS) return read;
  switch (behaviour) {
    case 'stalls':
      return committed;
    case 'stops':
      return second < STOPS_AFTER_SECONDS ? read : undefined;
    case 'falls-behind':
      // It gets on, by less than comes in.
      return second % 4 === 0 ? Math.min(read, committed + 1) : committed;
    case 'rewinds':
      return second % REWINDS_EVERY_SECONDS === STOPS_AFTER_SECONDS
        ? Math.max(0, read - REWINDS_BY)
        : Math.min(
            Math.max(committed, read - REWINDS_WHILE_BEHIND_BY),
            committed + CATCHES_UP_PER_SECOND,
          );
    default:
      return read;
  }
}

/**
 * How many messages a topic gets in a second.
 *
 * @param {Stream} stream - one of those that read it
 * @param {number} second - how long the producers run
 */
export const producedOf = (stream, second) =>
  stream.behaviour === 'idles' && second > QUIET_START_SECONDS
    ? 0
    : stream.perSecond;
