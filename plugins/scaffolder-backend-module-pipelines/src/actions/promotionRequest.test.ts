import { exampleProblems } from '../__testUtils__/exampleProblems';
import { FakeApi } from '../__testUtils__/fakeApi';
import { TestTask } from '../__testUtils__/runAction';
import { createLinks } from '../api/links';
import { createPromotionRequestAction } from './promotionRequest';

describe('pipelines:promotion:request', () => {
  let task: TestTask;
  let api: FakeApi;
  beforeEach(() => {
    task = new TestTask();
    api = new FakeApi();
  });
  afterEach(() => task.remove());
  const input = { releaseId: 7, environment: 'prod', reason: 'The new load' };
  const open = () =>
    createPromotionRequestAction({
      clientOf: api.clientOf,
      links: createLinks('https://portal.example'),
    });
  const made = {
    id: 12,
    approvalId: 3,
    state: 'AwaitingApproval',
    nextAction: 'Two people have to agree',
  };

  it('has examples that can be used', () => {
    expect(exampleProblems(open())).toEqual([]);
  });

  it('asks once, however often the task is retried', async () => {
    api.answer('POST /promotions', () => made);
    const { outputs } = await task.run(open(), input);
    expect(outputs).toEqual({
      promotionId: 12,
      approvalId: 3,
      state: 'AwaitingApproval',
      nextAction: 'Two people have to agree',
      link: 'https://portal.example/pipelines/promotions/12',
    });
    expect(await task.run(open(), input)).toEqual({ outputs });
    // As after a crash before the checkpoint was kept.
    task.checkpoints.clear();
    expect(await task.run(open(), input)).toEqual({ outputs });
    expect(api.calls).toHaveLength(2);
    expect(api.calls[0]).toEqual(api.calls[1]);
    expect(api.calls[0]).toMatchObject({
      body: { ...input, kind: 'promote' },
      key: expect.stringMatching(/^scaffolder-/),
    });
  });

  it('changes nothing in a dry run, and says whether it could be asked for', async () => {
    api.answer('POST /promotions/plan', () => ({
      canRequest: true,
      problems: [],
    }));
    const { outputs } = await task.run(open(), input, { isDryRun: true });
    expect(outputs).toMatchObject({ state: 'dry run' });
    expect(api.calls).toEqual([
      {
        call: 'POST /promotions/plan',
        body: { releaseId: 7, environment: 'prod', kind: 'promote' },
      },
    ]);
    api.answer('POST /promotions/plan', () => ({
      canRequest: false,
      problems: ['digest: it was changed'],
    }));
    await expect(task.run(open(), input, { isDryRun: true })).rejects.toThrow(
      "can't be asked for: digest: it was changed",
    );
  });

  it('says what the backend says, and what is wrong before', async () => {
    api.refuse('POST /promotions', 403, 'It changes orders, not yours');
    await expect(task.run(open(), input)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message:
        'The promotion of release 7 to prod was refused: It changes orders, not yours',
    });
    expect(task.checkpoints.size).toBe(0);
    await expect(task.run(open(), { ...input, reason: ' ' })).rejects.toThrow(
      'reason is blank',
    );
  });
});
