import { exampleProblems } from '../__testUtils__/exampleProblems';
import { FakeApi } from '../__testUtils__/fakeApi';
import { TestTask } from '../__testUtils__/runAction';
import { createLinks } from '../api/links';
import { createRollbackRequestAction } from './rollbackRequest';

describe('pipelines:rollback:request', () => {
  let task: TestTask;
  let api: FakeApi;
  const unitWith = (...ids: number[]) => ({
    environments: [{ environment: 'prod' }],
    rollbackOptions: [
      {
        environment: 'prod',
        options: ids.map(id => ({
          release: { id },
          tier: 'last-known-good',
          reason: 'Verified and baked',
        })),
      },
    ],
  });
  beforeEach(() => {
    task = new TestTask();
    api = new FakeApi()
      .answer('GET /units/{unit}', () => unitWith(5, 4))
      .answer('POST /promotions', () => ({
        id: 13,
        state: 'Scheduled',
        nextAction: 'It begins at once',
      }));
  });
  afterEach(() => task.remove());
  const input = { unit: 'finance', environment: 'prod', reason: 'It doubles' };
  const open = () =>
    createRollbackRequestAction({
      clientOf: api.clientOf,
      links: createLinks('https://portal.example'),
    });

  it('has examples that can be used', () => {
    expect(exampleProblems(open())).toEqual([]);
  });

  it('goes back to the best release, and to the same one when it is retried', async () => {
    const { outputs } = await task.run(open(), input);
    expect(outputs).toEqual({
      releaseId: 5,
      why: 'Verified and baked',
      promotionId: 13,
      approvalId: undefined,
      state: 'Scheduled',
      nextAction: 'It begins at once',
      link: 'https://portal.example/pipelines/promotions/13',
    });
    api.answer('GET /units/{unit}', () => unitWith(4));
    expect(await task.run(open(), input)).toEqual({ outputs });
    expect(api.calls.map(each => each.call)).toEqual([
      'GET /units/{unit}',
      'POST /promotions',
    ]);
    expect(api.calls[1].body).toMatchObject({
      releaseId: 5,
      environment: 'prod',
      kind: 'rollback',
    });
  });

  it('changes nothing in a dry run', async () => {
    const { outputs } = await task.run(open(), input, { isDryRun: true });
    expect(outputs).toMatchObject({ releaseId: 5, state: 'dry run' });
    expect(api.calls.map(each => each.call)).toEqual(['GET /units/{unit}']);
    expect(task.checkpoints.size).toBe(0);
  });

  it.each([
    [{ releaseId: 9 }, 'release 9 is none of those'],
    [
      { environment: 'dev' },
      'finance has no environment dev: it is one of prod',
    ],
    [{ reason: ' ' }, 'reason is blank'],
  ])('refuses %j', async (more, message) => {
    await expect(task.run(open(), { ...input, ...more })).rejects.toThrow(
      message,
    );
    expect(api.calls.map(each => each.call)).not.toContain('POST /promotions');
  });
});
