import { TOPICS } from './topics';

/** The schema registry of the demo, by the id of its source. @internal */
export const REGISTRY = 'northstar-schema-registry-prod';

/** A subject of the demo's registry. @internal */
export type StreamSubject = {
  subject: string;
  topic: string;
  /** Its own level; without one, that of the registry. */
  level?: string;
  /** From the oldest on. */
  versions: Array<{ format: string; schema: string }>;
};

type Field = { name: string; type: unknown; default?: unknown };

const field = (name: string, type: unknown): Field => ({ name, type });
/** May be missing: the only kind that can be added without anybody noticing. */
const optional = (name: string, type: string): Field => ({
  name,
  type: ['null', type],
  default: null,
});
const moment = { type: 'long', logicalType: 'timestamp-millis' };
const money = {
  type: 'bytes',
  logicalType: 'decimal',
  precision: 12,
  scale: 2,
};

/** What is in the messages of some topics; each list after the first adds to the ones before. */
const FIELDS: Readonly<Record<string, Field[][]>> = {
  'orders.v1': [
    [
      field('order_id', 'string'),
      field('customer_id', 'string'),
      field('placed_at', moment),
      field('total', money),
      field('lines', {
        type: 'array',
        items: {
          type: 'record',
          name: 'OrderLine',
          fields: [
            field('article_id', 'string'),
            field('quantity', 'int'),
            field('price', money),
          ],
        },
      }),
    ],
    [optional('channel', 'string')],
    [optional('gift_card_id', 'string'), optional('coupon_code', 'string')],
  ],
  'orders.enriched.v1': [
    [
      field('order_id', 'string'),
      field('placed_at', moment),
      field('total', money),
      field('customer', {
        type: 'record',
        name: 'Customer',
        fields: [field('customer_id', 'string'), field('segment', 'string')],
      }),
    ],
    [optional('margin', 'double')],
  ],
  'customers.v1': [
    [field('customer_id', 'string'), field('changed_at', moment)],
    [optional('language', 'string'), optional('loyalty_tier', 'string')],
  ],
  'carts.v1': [
    [field('cart_id', 'string'), field('changed_at', moment)],
    [optional('abandoned', 'boolean')],
  ],
  'prices.v2': [
    [
      field('article_id', 'string'),
      field('valid_from', moment),
      field('price', money),
    ],
  ],
  'stock.movements.v2': [
    [
      field('article_id', 'string'),
      field('location_id', 'string'),
      field('quantity', 'int'),
      field('moved_at', moment),
    ],
    [optional('reason', 'string')],
  ],
};

/** Those that nobody wrote more about. */
const PLAIN: Field[][] = [
  [field('id', 'string'), field('occurred_at', moment)],
  [optional('source', 'string')],
];

const nameOf = (topic: string) =>
  topic
    .replace(/\.v\d+$/, '')
    .split(/[^a-z]+/)
    .map(word => word.charAt(0).toLocaleUpperCase('en-US') + word.slice(1))
    .join('');

function avro(topic: string): StreamSubject['versions'] {
  const parts = FIELDS[topic] ?? PLAIN;
  return parts.map((_, i) => ({
    format: 'AVRO',
    schema: JSON.stringify({
      type: 'record',
      name: nameOf(topic),
      namespace: 'northstar',
      fields: parts.slice(0, i + 1).flat(),
    }),
  }));
}

const CLICKSTREAM = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['session_id', 'at', 'page'],
  properties: {
    session_id: { type: 'string' },
    at: { type: 'string', format: 'date-time' },
    page: { type: 'string' },
  },
};

const json = (schema: object) => ({
  format: 'JSON',
  schema: JSON.stringify(schema),
});

/** Topics that nobody wrote a schema for, or whose messages are as whoever failed left them. */
const WITHOUT = new Set(['dead-letters.v1', 'orders.v1.dlq', 'metrics.v1']);

function subjectOf(topic: string): StreamSubject {
  const subject = `${topic}-value`;
  if (topic === 'clickstream.v3') {
    const { properties } = CLICKSTREAM;
    return {
      subject,
      topic,
      versions: [
        json(CLICKSTREAM),
        json({
          ...CLICKSTREAM,
          properties: { ...properties, referrer: { type: 'string' } },
        }),
      ],
    };
  }
  return {
    subject,
    topic,
    // What a database changes its tables to, Debezium registers.
    ...(topic.startsWith('cdc.') && { level: 'NONE' }),
    ...(topic === 'orders.v1' && { level: 'FULL_TRANSITIVE' }),
    versions: avro(topic),
  };
}

/** The subjects of the demo's registry: one for each topic that somebody wrote a schema for. @internal */
export const SUBJECTS: readonly StreamSubject[] = TOPICS.filter(
  ({ topic }) => !WITHOUT.has(topic),
).map(({ topic }) => subjectOf(topic));

/** What a consumer declares of the topics that it reads: their newest schemas, by subject. @internal */
export function schemasOf(
  topics: readonly string[],
): Record<string, { format: string; schema: string }> {
  return Object.fromEntries(
    SUBJECTS.filter(({ topic }) => topics.includes(topic)).map(
      ({ subject, versions }) => [subject, versions[versions.length - 1]],
    ),
  );
}
