import type { FleetRecord } from '../fleet';
import type { StandingFacts } from '../slo';
import { sloFindings } from './sloConditions';

const NOW = '2026-11-21T06:00:00.000Z';
const DUE = '2026-11-21T07:00:00.000Z';

const pipeline = (id: number, more: Partial<FleetRecord> = {}) =>
  ({
    id,
    entityRef: `component:default/p${id}`,
    name: `p${id}`,
    title: null,
    owner: 'group:default/finance',
    tier: 1,
    lifecycle: 'production',
    runbook: null,
    status: 'ok',
    ...more,
  } as FleetRecord);

const BUDGET = {
  bad: 0,
  missesLeft: 2,
  allowed: 2,
  established: true,
  coverage: 1,
};

function find(options: {
  standing?: object;
  definition?: object;
  facts?: Partial<StandingFacts>;
  pipelines?: FleetRecord[];
}) {
  const { facts, pipelines = [pipeline(1)] } = options;
  return sloFindings({
    facts: {
      slo: {
        id: 7,
        entityRef: 'component:default/p1',
        owner: 'group:default/finance',
        definition: {
          name: 'by-seven',
          kind: 'deadline',
          deadline: { timezone: 'UTC' },
          ...options.definition,
        },
        standing: { budget: BUDGET, evaluatedAt: NOW, ...options.standing },
      } as never,
      pipelineIds: pipelines.map(({ id }) => id),
      misses: [],
      foretold: [],
      ...facts,
    },
    pipelines: new Map(pipelines.map(each => [each.id, each])),
    production: 'prod',
    now: NOW,
  });
}
const kinds = (options: Parameters<typeof find>[0]) =>
  find(options).map(({ kind, pipelineId }) => `${kind} ${pipelineId}`);
const miss = (pipelineId: number) => ({
  pipelineId,
  occurrence: '2026-11-21',
  dueAt: '2026-11-21T05:00:00.000Z',
  reason: 'failed',
});
const WILL_MISS = { next: { dueAt: DUE, latestAt: DUE, willMiss: true } };
const TWO = [pipeline(1), pipeline(2)];

describe('sloFindings', () => {
  it.each<[string, Parameters<typeof find>[0], string[]]>([
    ['all is well', {}, []],
    [
      'before it was judged',
      { standing: { budget: undefined }, pipelines: [] },
      [],
    ],
    [
      'a deadline that has passed',
      { facts: { misses: [miss(1)] } },
      ['missed-deadline 1'],
    ],
    [
      'a run that takes too long',
      { definition: { kind: 'duration' }, facts: { misses: [miss(1)] } },
      ['over-duration 1'],
    ],
    [
      'what is counted instead of being due',
      { definition: { kind: 'success' }, facts: { misses: [miss(1)] } },
      [],
    ],
    [
      'a deadline that will be missed',
      { standing: WILL_MISS },
      ['will-miss 1'],
    ],
    [
      'of several, those of which it is foretold',
      { standing: WILL_MISS, pipelines: TWO, facts: { foretold: [2] } },
      ['will-miss 2'],
    ],
    [
      'missed already, and not foretold again',
      { standing: WILL_MISS, facts: { misses: [miss(1)] } },
      ['missed-deadline 1'],
    ],
    [
      'a forecast whose time has passed',
      { standing: { next: { ...WILL_MISS.next, dueAt: NOW } } },
      [],
    ],
    [
      'a silent source',
      { standing: { silentPipelines: [2] }, pipelines: TWO },
      ['source-silent 2'],
    ],
    [
      'a page of burn rates, of those that are bad',
      {
        standing: {
          burning: [{ severity: 'ticket' }, { severity: 'page' }],
          burningPipelines: [1],
        },
        pipelines: TWO,
      },
      ['burning-fast 1'],
    ],
    [
      'a ticket of burn rates',
      { standing: { burning: [{ severity: 'ticket' }] } },
      ['burning-slow 1'],
    ],
    [
      'a spent budget',
      { standing: { budget: { ...BUDGET, bad: 3, missesLeft: -1 } } },
      ['budget-exhausted 1'],
    ],
    [
      'a spent budget of which too little is known',
      {
        standing: {
          budget: {
            ...BUDGET,
            bad: 3,
            missesLeft: -1,
            established: false,
            coverage: 0.5,
          },
        },
      },
      ['not-established 1'],
    ],
    [
      'nothing was due yet',
      {
        standing: { budget: { ...BUDGET, established: false, coverage: null } },
      },
      [],
    ],
    [
      'too little is known because its source is unreadable',
      {
        standing: { budget: { ...BUDGET, established: false, coverage: 0.5 } },
        pipelines: [pipeline(1, { status: 'unknown' }), pipeline(2)],
      },
      ['not-established 2'],
    ],
  ])('%s', (_, options, expected) => {
    expect(kinds(options)).toEqual(expected);
  });

  it('wakes nobody for another environment', () => {
    const [finding] = find({
      definition: { environment: 'staging' },
      facts: { misses: [miss(1)] },
    });
    expect(finding).toMatchObject({ urgency: 'maintenance', severity: 'low' });
  });

  it('looks for the cause of what is late, and knows that of a budget', () => {
    const [late] = find({ facts: { misses: [miss(1)] } });
    expect(late).toMatchObject({ cause: undefined, family: 'late' });
    const [spent] = find({
      standing: { budget: { ...BUDGET, bad: 3, missesLeft: -1 } },
    });
    expect(spent).toMatchObject({
      cause: { type: 'promise', ref: 'component:default/p1', title: 'p1' },
      reason: '3 were bad, 2 may be',
    });
  });

  it('leaves out what is gone from the catalog', () => {
    expect(
      find({ pipelines: [], facts: { misses: [miss(1)], pipelineIds: [1] } }),
    ).toEqual([]);
  });
});
