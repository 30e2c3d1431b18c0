import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { offerMetrics } from './metrics';
import type { SelfStanding } from './troubles';

const STANDING: SelfStanding = {
  at: '2026-11-26T06:10:00.000Z',
  engine: {
    ended: [
      { outcome: 'Succeeded', kind: 'promote', environment: 'prod', count: 3 },
      { outcome: 'Failed', kind: 'promote', environment: 'prod', count: 1 },
    ],
    oldestVoteAt: '2026-11-26T06:00:00.000Z',
    oldestGateAt: null,
    indeterminate: [
      {
        id: 7,
        unit: 'finance',
        environment: 'prod',
        since: '2026-11-26T06:08:30.000Z',
      },
    ],
  },
  ledger: {
    status: 'intact',
    finishedAt: '2026-11-26T05:10:00.000Z',
    findings: [],
  },
  sources: [
    { id: 'airflow', title: 'Airflow', isBlind: false },
    { id: 'dbt', title: 'dbt', isBlind: true },
  ],
};

type Callback = (result: { observe: jest.Mock }) => Promise<void>;

function start(read: () => Promise<SelfStanding>) {
  const callbacks = new Map<string, Callback>();
  const instrument = (name: string) => ({
    addCallback: (callback: Callback) => callbacks.set(name, callback),
    removeCallback: () => {},
  });
  const logger = mockServices.logger.mock();
  offerMetrics({
    metrics: metricsServiceMock.mock({
      createObservableCounter: instrument as never,
      createObservableGauge: instrument as never,
    }),
    read,
    logger,
    now: () => new Date('2026-11-26T06:10:00.000Z'),
  });
  const collect = async (name: string) => {
    const observe = jest.fn();
    await callbacks.get(name)!({ observe });
    return observe.mock.calls.map(([value, attributes]) =>
      attributes ? [value, attributes] : [value],
    );
  };
  return { collect, logger, names: [...callbacks.keys()] };
}

describe('offerMetrics', () => {
  it.each([
    [
      'sluice.promotions.ended',
      [
        [3, { outcome: 'Succeeded', kind: 'promote', environment: 'prod' }],
        [1, { outcome: 'Failed', kind: 'promote', environment: 'prod' }],
      ],
    ],
    [
      'sluice.promotions.oldest_wait',
      [
        [600, { waits_for: 'vote' }],
        [0, { waits_for: 'gate' }],
      ],
    ],
    ['sluice.promotions.indeterminate', [[1]]],
    ['sluice.promotions.oldest_indeterminate', [[90]]],
    ['sluice.ledger.broken', [[0]]],
    ['sluice.ledger.verified', [[3600]]],
    [
      'sluice.source.blind',
      [
        [0, { source: 'airflow' }],
        [1, { source: 'dbt' }],
      ],
    ],
  ])('offers %s', async (name, expected) => {
    const { collect, names } = start(async () => STANDING);
    expect(names).toContain(name);
    expect(await collect(name)).toEqual(expected);
  });

  it('reads once for a collection', async () => {
    const read = jest.fn(async () => STANDING);
    const { collect, names } = start(read);
    for (const name of names) await collect(name);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('offers no value rather than an old one if it can not be read', async () => {
    const read = jest
      .fn<Promise<SelfStanding>, []>()
      .mockRejectedValueOnce(new Error('Connection reset'))
      .mockResolvedValue(STANDING);
    const { collect, logger } = start(read);
    expect(await collect('sluice.ledger.broken')).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Connection reset'),
    );
    expect(await collect('sluice.ledger.broken')).toEqual([[0]]);
  });
});
