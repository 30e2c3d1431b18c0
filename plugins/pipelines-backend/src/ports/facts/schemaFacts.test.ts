import { schemaFacts } from './schemaFacts';

const A = 'component:default/a';

async function read(
  levels: Array<string | null>,
  record: { type?: string } = {},
) {
  const subjects = jest.fn(async () => ({
    subjects: levels.map((level, i) => ({
      subject: `topic-${i}-value`,
      at: '2026-11-26T11:00:00.000Z',
      level,
    })),
    totalItems: levels.length,
  }));
  const provider = schemaFacts({
    fleet: {
      findAll: async () =>
        new Map([
          [A, { id: 1, entityRef: A, type: 'kafka-consumer', ...record }],
        ]),
    } as never,
    lag: {
      ofPipeline: async () => [
        { sourceId: 'kafka-prod', environment: 'prod', topics: ['topic-0'] },
      ],
    } as never,
    schemas: { subjects } as never,
  });
  const readings = await provider.read([A], {
    now: new Date('2026-11-26T12:00:00.000Z'),
    signal: new AbortController().signal,
  });
  return { readings, subjects };
}

describe('schemaFacts', () => {
  it('says the level that promises readers least', async () => {
    const { readings, subjects } = await read(['FULL', 'BACKWARD', 'FULL']);
    expect(readings).toMatchObject([
      {
        entityRef: A,
        fact: 'schema.compatibility',
        state: 'known',
        value: 'BACKWARD',
        evidence: [
          { title: 'topic-1-value: BACKWARD' },
          { title: 'topic-0-value: FULL' },
          { title: 'topic-2-value: FULL' },
        ],
      },
    ]);
    expect(subjects).toHaveBeenCalledWith(
      expect.objectContaining({
        about: {
          cluster: 'kafka-prod',
          environment: 'prod',
          topics: ['topic-0'],
        },
      }),
    );
  });

  it.each([
    [['FULL', 'NONE'], { value: 'NONE' }],
    [['FULL', 'ODD'], { value: 'ODD' }],
    [['FULL', null], { state: 'unknown' }],
    [[], { state: 'not-applicable' }],
  ])('of %j says %j', async (levels, expected) => {
    expect((await read(levels)).readings).toMatchObject([expected]);
  });

  it('says nothing of what reads no stream', async () => {
    expect((await read([], { type: 'airflow-dag' })).readings).toEqual([]);
  });
});
