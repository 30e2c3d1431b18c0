import { mockServices } from '@backstage/backend-test-utils';
import { SignalPublisher } from './SignalPublisher';

function create() {
  const signals = { publish: jest.fn(async (_: any) => {}) };
  const logger = mockServices.logger.mock();
  return {
    signals,
    logger,
    publisher: new SignalPublisher({ signals, logger }),
  };
}

describe('SignalPublisher', () => {
  it('tells all open pages which pipelines, sources and SLOs changed', async () => {
    const { signals, publisher } = create();
    await publisher.runsChanged(['component:default/a']);
    await publisher.sourcesChanged(['airflow-prod']);
    await publisher.slosChanged(['domain:default/finance']);
    expect(signals.publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'pipelines',
          message: { topic: 'runs', ids: ['component:default/a'] },
        },
      ],
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'pipelines',
          message: { topic: 'sources', ids: ['airflow-prod'] },
        },
      ],
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'pipelines',
          message: { topic: 'slos', ids: ['domain:default/finance'] },
        },
      ],
    ]);
  });

  it('tells them which requests for decisions and promotions changed', async () => {
    const { signals, publisher } = create();
    await publisher.approvalsChanged([12]);
    await publisher.promotionsChanged([7]);
    expect(signals.publish.mock.calls.map(([sent]) => sent.message)).toEqual([
      { topic: 'approvals', ids: ['12'] },
      { topic: 'promotions', ids: ['7'] },
    ]);
  });

  it.each([
    [100, 100],
    [101, 0],
  ])('of %s pipelines it names %s', async (count, named) => {
    const { signals, publisher } = create();
    await publisher.runsChanged(
      Array.from({ length: count }, (_, i) => `${i}`),
    );
    const [[{ message }]] = signals.publish.mock.calls;
    expect(message.ids).toHaveLength(named);
  });

  it('goes on when nobody can be told, and says so', async () => {
    const { signals, logger, publisher } = create();
    signals.publish.mockRejectedValueOnce(new Error('no bus'));
    await publisher.runsChanged(['component:default/a']);
    expect(logger.warn).toHaveBeenCalledWith(
      'Open pages could not be told: no bus',
    );
  });
});
