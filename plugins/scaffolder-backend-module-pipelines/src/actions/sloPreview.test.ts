import { exampleProblems } from '../__testUtils__/exampleProblems';
import { FakeApi } from '../__testUtils__/fakeApi';
import { TestTask } from '../__testUtils__/runAction';
import { createSloPreviewAction } from './sloPreview';

describe('pipelines:slo:preview', () => {
  const task = new TestTask();
  afterAll(() => task.remove());
  const input = {
    entityRef: 'component:default/orders',
    slo: { name: 'by-six', kind: 'deadline' },
  };
  const open = () => {
    const api = new FakeApi();
    return { api, action: createSloPreviewAction(api) };
  };

  it('has examples that can be used', () => {
    expect(exampleProblems(open().action)).toEqual([]);
  });

  it('says what the last 90 days would have given', async () => {
    const { action, api } = open();
    api.answer('POST /slos/preview', () => ({
      problems: [{ level: 'warning', path: 'owner', message: 'is a guess' }],
      days: [
        { good: 1, bad: 0, unknown: 0 },
        { good: 0, bad: 1, unknown: 1 },
      ],
      budget: { remaining: -0.5 },
      verdicts: [],
      truncated: false,
      yaml: 'name: by-six\n',
    }));
    const { outputs } = await task.run(action, input);
    expect(api.calls).toEqual([
      { call: 'POST /slos/preview', body: { ...input, days: 90 } },
    ]);
    expect(outputs).toEqual({
      good: 1,
      bad: 1,
      unknown: 1,
      wouldHaveMet: false,
      summary:
        'The last 90 days would have given 1 of 2 good, 50.0 %, and 1 unknown; its budget would be overspent',
      yaml: 'name: by-six\n',
    });
  });

  it('refuses an SLO that is wrong, and says where', async () => {
    const { action, api } = open();
    api.answer('POST /slos/preview', () => ({
      problems: [
        { level: 'error', path: 'deadline.timezone', message: 'is no zone' },
      ],
      verdicts: [],
      truncated: false,
    }));
    await expect(task.run(action, input)).rejects.toThrow(
      'The SLO is not as it has to be: deadline.timezone: is no zone',
    );
  });

  it('says that there is no such pipeline', async () => {
    const { action, api } = open();
    api.refuse('POST /slos/preview', 404, 'There is no pipeline orders');
    await expect(task.run(action, input)).rejects.toMatchObject({
      name: 'NotFoundError',
      message:
        'Trying the SLO on component:default/orders was refused: There is no pipeline orders',
    });
  });
});
