import type { FactProvider, FactReading } from '@sluice/plugin-pipelines-node';
import { readFacts } from './readFacts';

const NOW = new Date('2026-11-26T12:00:00.000Z');
const A = 'component:default/a';
const B = 'component:default/b';

const provider = (read: FactProvider['read']): FactProvider => ({
  id: 'tests',
  facts: [
    {
      name: 'tests.count',
      title: 'Tests',
      description: 'How many',
      type: 'number',
      types: ['dbt-selection'],
    },
  ],
  read,
});
const reading = (entityRef: string, value: unknown): FactReading =>
  ({
    entityRef,
    fact: 'tests.count',
    at: NOW.toISOString(),
    source: 'dbt core',
    state: 'known',
    value,
  } as FactReading);
const run = (read: FactProvider['read']) =>
  readFacts(
    provider(read),
    [
      { entityRef: A, type: 'dbt-selection' },
      { entityRef: B, type: 'kafka-consumer' },
    ],
    { now: NOW, signal: new AbortController().signal },
  );

describe('readFacts', () => {
  it('takes what is known, and asks only about pipelines that it can be known of', async () => {
    const asked: string[] = [];
    const { problem, readings } = await run(async refs => {
      asked.push(...refs);
      return [reading(A, 4)];
    });
    expect(asked).toEqual([A]);
    expect(problem).toBeUndefined();
    expect(readings).toMatchObject([
      { entityRef: A, state: 'known', value: 4, source: 'dbt core' },
      { entityRef: B, state: 'not-applicable' },
    ]);
  });

  it.each<[string, FactProvider['read'], string]>([
    ['isn’t mentioned', async () => [], 'tests says nothing about it'],
    [
      'can’t be read',
      async () => {
        throw new Error('connect ECONNREFUSED');
      },
      "tests can't be read: connect ECONNREFUSED",
    ],
    [
      'is of another type',
      async () => [reading(A, 'many')],
      'is a text, but should be a number',
    ],
    ['is no number', async () => [reading(A, NaN)], 'is NaN'],
  ])(
    'is unknown, and never anything else, where a fact %s',
    async (_, read, why) => {
      const { readings } = await run(read);
      expect(readings[0]).toMatchObject({
        state: 'unknown',
        reason: expect.stringContaining(why),
      });
    },
  );
});
