import { exampleProblems } from '../__testUtils__/exampleProblems';
import { FakeApi } from '../__testUtils__/fakeApi';
import { TestTask } from '../__testUtils__/runAction';
import { createLinks } from '../api/links';
import { createOperationRequestAction } from './operationRequest';

const partition = (to: number) => ({
  topic: 'orders',
  partition: 0,
  from: 100,
  to,
  logStart: 0,
  logEnd: 200,
});

describe('pipelines:operation:request', () => {
  let task: TestTask;
  let api: FakeApi;
  beforeEach(() => {
    task = new TestTask();
    api = new FakeApi()
      .answer('POST /operations/plan', () => ({
        partitions: [partition(40)],
        totals: {
          partitions: 1,
          readAgain: 60,
          skipped: 0,
          copied: 0,
          unknown: 0,
        },
      }))
      .answer('POST /operations', () => ({
        id: 6,
        approvalId: 2,
        state: 'AwaitingApproval',
      }));
  });
  afterEach(() => task.remove());
  const input = {
    cluster: 'kafka-prod',
    group: 'orders-loader',
    to: { at: 'offset' as const, offset: 40 },
    atMost: { readAgain: 100, skipped: 0 },
    reason: 'The load of the night was wrong',
  };
  const open = () =>
    createOperationRequestAction({
      clientOf: api.clientOf,
      links: createLinks('https://portal.example'),
    });

  it('has examples that can be used', () => {
    expect(exampleProblems(open())).toEqual([]);
  });

  it('asks for the numbers that it saw first, once', async () => {
    const { outputs } = await task.run(open(), input);
    expect(outputs).toEqual({
      readAgain: 60,
      skipped: 0,
      operationId: 6,
      approvalId: 2,
      state: 'AwaitingApproval',
      link: 'https://portal.example/pipelines/approvals/2',
    });
    api.answer('POST /operations/plan', () => {
      throw new Error('It is not planned again');
    });
    expect(await task.run(open(), input)).toEqual({ outputs });
    expect(api.calls).toHaveLength(2);
    expect(api.calls[1]).toMatchObject({
      body: {
        request: { sourceId: 'kafka-prod', kind: 'reset-offsets' },
        shown: [partition(40)],
        reason: input.reason,
      },
    });
  });

  it('asks for nothing beyond what was said, nor in a dry run', async () => {
    await expect(
      task.run(open(), { ...input, atMost: { readAgain: 59, skipped: 0 } }),
    ).rejects.toThrow('would have 60 messages read again and 0 skipped');
    const { outputs } = await task.run(open(), input, { isDryRun: true });
    expect(outputs).toEqual({ readAgain: 60, skipped: 0, state: 'dry run' });
    expect(api.calls.map(each => each.call)).not.toContain('POST /operations');
  });
});
