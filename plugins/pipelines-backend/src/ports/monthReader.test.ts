import { monthReader } from './monthReader';

const REF = 'component:default/ledger';
const PERIOD = {
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-11-01T00:00:00.000Z',
};

const slo = (id: number, remainingRatio: number, established = true) => ({
  id,
  name: `slo-${id}`,
  entityRef: REF,
  status: 'burning',
  definition: { target: 99 },
  standing: { budget: { remainingRatio, established } },
});

function readerOf() {
  const askedOn: string[] = [];
  const reader = monthReader({
    database: {} as any,
    fleet: {
      findAll: async (refs: string[]) =>
        new Map(
          refs.map(ref => [
            ref,
            { name: 'ledger', releaseUnit: 'ledger-unit' },
          ]),
        ),
    } as any,
    slos: {
      ofEntities: async () => [slo(1, 0.8), slo(2, -0.3), slo(3, 1, false)],
      budgets: {
        at: async (_: unknown, on: string) => {
          askedOn.push(on);
          return new Map([
            [
              1,
              {
                status: 'exhausted',
                target: 95,
                budget: { established: true, remainingRatio: -0.5 },
              },
            ],
            [
              2,
              {
                status: 'unknown',
                target: 99,
                budget: { established: false, remainingRatio: null },
              },
            ],
          ]);
        },
      },
    } as any,
    incidents: {
      page: async () => ({
        items: [
          {
            id: 1,
            title: 'Before',
            openedAt: '2026-09-01',
            closedAt: '2026-09-02',
          },
          {
            id: 2,
            title: 'Across',
            openedAt: '2026-09-30',
            closedAt: '2026-10-02',
          },
          { id: 3, title: 'Open', openedAt: '2026-10-30' },
          { id: 4, title: 'After', openedAt: '2026-11-02' },
        ],
      }),
    } as any,
    promotions: {
      context: {
        units: {
          unmanaged: async () =>
            [
              ['ledger-unit', 'prod', '2026-10-05T00:00:00.000Z'],
              ['ledger-unit', 'dev', '2026-10-05T00:00:00.000Z'],
              ['other', 'prod', '2026-10-05T00:00:00.000Z'],
              ['ledger-unit', 'prod', '2026-11-05T00:00:00.000Z'],
            ].map(([unit, environment, changedAt]) => ({
              unit,
              environment,
              changedAt,
              firstSeenAt: changedAt,
              changedBy: 'Marek',
            })),
        },
      },
    } as any,
    readings: {
      costs: async () => [
        { label: 'ledger', amount: 2, unit: 'credits' },
        { label: 'ledger-unit', amount: 3, unit: 'credits' },
        { label: 'other', amount: 50, unit: 'credits' },
      ],
    } as any,
    production: 'prod',
  });
  const read = (options: { withCost: boolean; budgetsOn?: string }) =>
    reader.read([REF], PERIOD, {}, options);
  return { askedOn, read };
}

describe('monthReader', () => {
  it('tells budgets as they stand while a month runs', async () => {
    const { askedOn, read } = readerOf();
    const { budgets } = await read({ withCost: false });
    expect(askedOn).toEqual([]);
    expect(
      budgets.map(({ budgetLeft, sloId, status }) => [
        sloId,
        status,
        budgetLeft,
      ]),
    ).toEqual([
      [2, 'burning', -0.3],
      [1, 'burning', 0.8],
      [3, 'burning', undefined],
    ]);
  });

  it('tells budgets as they were at the end of a month that is over', async () => {
    const { askedOn, read } = readerOf();
    const { budgets } = await read({
      withCost: false,
      budgetsOn: '2026-10-31',
    });
    expect(askedOn).toEqual(['2026-10-31']);
    expect(budgets.slice(0, 2)).toMatchObject([
      { sloId: 1, status: 'exhausted', target: 95, budgetLeft: -0.5 },
      { sloId: 2, status: 'unknown', budgetLeft: undefined },
    ]);
  });

  it('names what happened in the month, and nothing else', async () => {
    const { read } = readerOf();
    const { incidents, unmanagedChanges } = await read({ withCost: false });
    expect(incidents.map(({ title }) => title)).toEqual(['Open', 'Across']);
    expect(unmanagedChanges).toMatchObject([
      { entityRef: REF, at: '2026-10-05T00:00:00.000Z' },
    ]);
  });

  it('adds up what is labelled with its names, for who may see costs', async () => {
    const { read } = readerOf();
    expect((await read({ withCost: true })).cost).toEqual({
      amount: 5,
      unit: 'credits',
    });
    expect((await read({ withCost: false })).cost).toBeUndefined();
  });
});
