import type { FactProvider, FactReading } from '@sluice/plugin-pipelines-node';
import { NotFoundError } from '@backstage/errors';
import { catalogFacts } from './catalogFacts';
import { deliveryFacts } from './deliveryFacts';
import { runFacts } from './runFacts';
import { sloFacts } from './sloFacts';
import { streamFacts } from './streamFacts';

const NOW = new Date('2026-11-26T12:00:00.000Z');
const A = 'component:default/a';

const fleetOf = (record: object) =>
  ({
    findAll: async () =>
      new Map([
        [
          A,
          {
            id: 1,
            entityRef: A,
            owner: 'group:default/x',
            releaseUnit: 'unit-a',
            docs: null,
            runbook: null,
            locationRef: null,
            environment: 'prod',
            status: 'ok',
            scheduled30d: 0,
            succeeded30d: 0,
            recentRuns: [],
            lag: null,
            type: 'dbt-selection',
            ...record,
          },
        ],
      ]),
  } as never);

/** What was found, in short: the value, or the state with the reason. */
async function found(provider: FactProvider): Promise<Record<string, unknown>> {
  const readings = await provider.read([A], {
    now: NOW,
    signal: new AbortController().signal,
  });
  const said = (reading: FactReading) =>
    reading.state === 'known'
      ? reading.value
      : `${reading.state}: ${reading.reason}`;
  return Object.fromEntries(readings.map(each => [each.fact, said(each)]));
}

describe('catalogFacts', () => {
  const facts = (
    record: object,
    options: {
      members?: string[];
      changedAt?: () => Promise<Date | undefined>;
    },
  ) =>
    found(
      catalogFacts({
        fleet: fleetOf(record),
        people: {
          look: async () => ({
            members: new Map([['group:default/x', options.members ?? []]]),
            humans: new Set(['user:default/ines']),
          }),
          person: async () => undefined,
        },
        docs: { changedAt: options.changedAt ?? (async () => undefined) },
      }),
    );

  it.each([
    ['a person', ['user:default/ines'], true],
    ['nobody', [], false],
    ['only robots', ['user:default/bot'], false],
  ])('reaches an owner that consists of %s: %s', async (_, members, value) => {
    expect((await facts({}, { members }))['owner.reachable']).toBe(value);
  });

  it.each<[string, () => Promise<Date | undefined>, unknown]>([
    ['is known', async () => new Date('2026-11-16T13:00:00Z'), 9],
    [
      'isn’t said by its host',
      async () => undefined,
      "unknown: The host of ./r.md doesn't say when it was changed",
    ],
    [
      'can’t be read',
      async () => {
        throw new NotFoundError('There is no page ./r.md beside the entity');
      },
      'unknown: There is no page ./r.md beside the entity',
    ],
  ])('says how old a runbook is that %s', async (_, changedAt, age) => {
    const record = { runbook: './r.md', docs: './d.md' };
    expect(await facts(record, { changedAt })).toMatchObject({
      'docs.present': true,
      'runbook.present': true,
      'runbook.age': age,
    });
  });

  it('knows that there is none', async () => {
    expect(await facts({}, {})).toMatchObject({
      'docs.present': false,
      'runbook.present': false,
      'runbook.age': 'not-applicable: It has no runbook',
    });
  });
});

describe('sloFacts', () => {
  const slo = (kind: string, budget: object | undefined) => ({
    entityRef: A,
    name: kind,
    definition: { kind, title: kind },
    standing: budget && {
      budget: {
        allowed: 2,
        bad: 1,
        total: 20,
        coverage: 1,
        established: true,
        remainingRatio: 0.5,
        attained: 95,
        ...budget,
      },
    },
  });
  const facts = (...slos: object[]) =>
    found(
      sloFacts({
        fleet: fleetOf({}),
        slos: {
          ofEntities: async () => slos as never,
          feed: { missesOf: async () => [] } as never,
        },
      }),
    );

  it('takes the worst of several', async () => {
    expect(
      await facts(
        slo('deadline', {}),
        slo('duration', { remainingRatio: -0.25, coverage: 0.96 }),
      ),
    ).toEqual({
      'slo.defined': true,
      'slo.coverage': 0.96,
      'slo.budget-left': -0.25,
      'slo.deadlines-kept': 0.95,
    });
  });

  it('claims nothing by an SLO of which too little is known', async () => {
    const said = await facts(
      slo('deadline', { coverage: 0.8, established: false }),
    );
    expect(said['slo.coverage']).toBe(0.8);
    for (const fact of ['slo.budget-left', 'slo.deadlines-kept']) {
      expect(said[fact]).toMatch(/^unknown: deadline: of 80 %/);
    }
  });

  it('knows nothing of one that wasn’t judged', async () => {
    expect((await facts(slo('deadline', undefined)))['slo.coverage']).toMatch(
      /^unknown/,
    );
  });

  it('makes no sense of a budget without an SLO, or of deadlines without one', async () => {
    expect(await facts()).toMatchObject({
      'slo.defined': false,
      'slo.budget-left': 'not-applicable: It has no SLO',
    });
    expect((await facts(slo('duration', {})))['slo.deadlines-kept']).toBe(
      'not-applicable: It has no deadlines',
    );
  });
});

describe('runFacts', () => {
  const facts = (record: object, counts: object[]) =>
    found(
      runFacts({
        fleet: fleetOf(record),
        readings: {
          testCounts: async () => counts as never,
          testsThatFailed: async () => [],
        },
        production: 'prod',
      }),
    );

  it('counts runs and tests; what couldn’t run says nothing about the data', async () => {
    expect(
      await facts({ scheduled30d: 30, succeeded30d: 29 }, [
        { test: 'unique', state: 'pass', count: 8 },
        { test: 'unique', state: 'fail', count: 2 },
        { test: 'fresh', state: 'error', count: 90 },
      ]),
    ).toEqual({
      'runs.success-rate': 0.967,
      'tests.count': 2,
      'tests.pass-rate': 0.8,
    });
  });

  it('tells no tests from not knowing', async () => {
    expect(await facts({}, [])).toMatchObject({
      'tests.count': 0,
      'tests.pass-rate': 'not-applicable: It has no data tests',
    });
    expect(await facts({ status: 'unknown' }, [])).toMatchObject({
      'runs.success-rate': 'unknown: No source that can be read has seen it',
      'tests.count': 'unknown: No source that can be read has seen it',
    });
  });
});

describe('streamFacts', () => {
  const facts = (lag: object | null, groups: object[], topics: object[]) =>
    found(
      streamFacts({
        fleet: fleetOf({ type: 'kafka-consumer', lag }),
        lag: { ofPipeline: async () => groups as never },
        topics: {
          topics: async () => ({ topics: topics as never, totalItems: 1 }),
        },
      }),
    );
  const group = { groupId: 'g', sourceId: 'kafka', topics: ['orders'] };
  const ok = {
    status: 'ok',
    reason: 'It keeps up',
    readAt: NOW.toISOString(),
    seconds: 1.4,
  };

  it('says how a group is, and what waits in its dead-letter topics', async () => {
    expect(
      await facts(
        ok,
        [group],
        [
          { topic: 'orders.dlq', messages: 3 },
          { topic: 'orders.g.dlq', messages: 4 },
        ],
      ),
    ).toEqual({
      'lag.group-seen': true,
      'lag.status': 'ok',
      'lag.seconds': 1,
      'dlq.depth': 7,
    });
  });

  it('knows nothing of a group that no cluster has, of a topic that can’t be read, or of time that can’t be told', async () => {
    expect(await facts(null, [], [])).toMatchObject({
      'lag.group-seen': false,
      'lag.status': expect.stringMatching(/^unknown/),
      'dlq.depth': expect.stringMatching(/^unknown/),
    });
    expect(
      await facts(
        { ...ok, seconds: undefined, status: 'unknown', reason: 'No answer' },
        [group],
        [{ topic: 'orders.dlq', messages: null }],
      ),
    ).toMatchObject({
      'lag.status': 'unknown: No answer',
      'lag.seconds': 'unknown: No answer',
      'dlq.depth': "unknown: What is in orders.dlq can't be read",
    });
  });

  it('makes no sense of dead letters without a topic for them', async () => {
    expect((await facts(ok, [group], []))['dlq.depth']).toBe(
      'not-applicable: It has no dead-letter topic',
    );
  });
});

describe('deliveryFacts', () => {
  const facts = (of: {
    level?: string;
    unmanaged?: object[];
    promotions?: object[];
    releaseId?: number | null;
    evidence?: object[];
  }) =>
    found(
      deliveryFacts({
        database: {} as never,
        fleet: fleetOf({}),
        production: 'prod',
        promotions: {
          context: {
            units: {
              unmanaged: async () => of.unmanaged ?? [],
              all: async () => [
                {
                  unit: 'unit-a',
                  environment: 'prod',
                  releaseId: of.releaseId ?? null,
                },
              ],
            },
            store: { since: async () => of.promotions ?? [] },
          },
        } as never,
        releases: {
          baseline: {
            levels: async () => new Map(of.level ? [['unit-a', of.level]] : []),
          },
          reads: { evidence: async () => of.evidence ?? [] },
        } as never,
      }),
    );

  it('says how a unit is released, and what is known of what it runs', async () => {
    const change = { unit: 'unit-a', firstSeenAt: NOW.toISOString() };
    expect(
      await facts({
        level: 'managed',
        unmanaged: [
          { ...change, environment: 'prod' },
          { ...change, environment: 'dev' },
          { ...change, unit: 'other', environment: 'prod' },
        ],
        promotions: [
          { unit: 'unit-a', kind: 'rollback', state: 'Succeeded', id: 1 },
          { unit: 'unit-a', kind: 'rollback', state: 'Failed', id: 2 },
          { unit: 'unit-a', kind: 'promote', state: 'Succeeded', id: 3 },
        ],
        releaseId: 7,
        evidence: [
          { kind: 'unit', verdict: 'pass', name: 'a' },
          { kind: 'unit', verdict: 'pass', name: 'b' },
          { kind: 'sql-test', verdict: 'pass', name: 'c' },
          { kind: 'sql-test', verdict: 'fail', name: 'd' },
        ],
      }),
    ).toEqual({
      'delivery.adoption': 'managed',
      'delivery.unmanaged-changes': 1,
      'delivery.rollbacks': 1,
      'delivery.evidence-kinds': 1,
    });
  });

  it('knows nothing of changes of a unit that is only observed', async () => {
    expect(await facts({})).toMatchObject({
      'delivery.adoption': 'observed',
      'delivery.unmanaged-changes': expect.stringMatching(/^unknown/),
      'delivery.evidence-kinds': expect.stringMatching(/^unknown/),
    });
  });
});
