import { mockServices } from '@backstage/backend-test-utils';
import type { Pager } from '../promotions';
import { SelfWatchTask } from './SelfWatchTask';
import type { SelfStanding } from './troubles';

const BROKEN: SelfStanding = {
  at: '2026-11-26T06:10:00.000Z',
  engine: {
    ended: [],
    oldestVoteAt: null,
    oldestGateAt: null,
    indeterminate: [],
  },
  ledger: {
    status: 'broken',
    finishedAt: '2026-11-26T06:00:00.000Z',
    findings: ['Row 3 was changed'],
  },
  sources: [],
};

function start(options: { operators: string[] }) {
  const told: Array<Parameters<Pager['page']>[0]> = [];
  const logger = mockServices.logger.mock();
  const task = new SelfWatchTask({
    ...options,
    logger,
    read: async () => BROKEN,
    isTold: async key => told.some(each => each.key === key),
    pager: { page: async message => void told.push(message) },
  });
  return { told, logger, task };
}

describe('SelfWatchTask', () => {
  it('tells whoever runs the portal, once', async () => {
    const { task, told } = start({ operators: ['group:default/platform'] });
    await task.run();
    await task.run();
    expect(told).toEqual([
      expect.objectContaining({
        title: 'The ledger is broken',
        severity: 'critical',
        recipients: ['group:default/platform'],
      }),
    ]);
  });

  it('says so in the log if nobody runs it', async () => {
    const { logger, task, told } = start({ operators: [] });
    await task.run();
    expect(told).toEqual([]);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/ledger is broken.*pipelines\.operators/),
    );
  });
});
