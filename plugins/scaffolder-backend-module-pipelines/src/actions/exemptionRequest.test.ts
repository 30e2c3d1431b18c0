import { exampleProblems } from '../__testUtils__/exampleProblems';
import { FakeApi } from '../__testUtils__/fakeApi';
import { TestTask } from '../__testUtils__/runAction';
import { createLinks } from '../api/links';
import { createExemptionRequestAction } from './exemptionRequest';

describe('pipelines:exemption:request', () => {
  let task: TestTask;
  let api: FakeApi;
  beforeEach(() => {
    task = new TestTask();
    api = new FakeApi()
      .answer('POST /exemptions', () => ({
        id: 4,
        approvalId: 9,
        state: 'Requested',
      }))
      .answer('GET /scorecards', () => ({
        items: [{ id: 'readiness', checks: [{ id: 'runbook' }] }],
      }));
  });
  afterEach(() => task.remove());
  const input = {
    scorecardId: 'readiness',
    check: 'runbook',
    entityRef: 'component:default/orders',
    reason: 'It moves to another place',
    until: '2026-12-31',
  };
  const open = () =>
    createExemptionRequestAction({
      clientOf: api.clientOf,
      links: createLinks('https://portal.example'),
    });

  it('has examples that can be used', () => {
    expect(exampleProblems(open())).toEqual([]);
  });

  it('asks once, and says who decides', async () => {
    const { outputs } = await task.run(open(), input);
    expect(outputs).toEqual({
      exemptionId: 4,
      approvalId: 9,
      state: 'Requested',
      link: 'https://portal.example/pipelines/approvals/9',
    });
    expect(await task.run(open(), input)).toEqual({ outputs });
    expect(api.calls).toEqual([
      {
        call: 'POST /exemptions',
        body: { ...input, until: '2026-12-31T00:00:00.000Z' },
        key: expect.any(String),
      },
    ]);
  });

  it('changes nothing in a dry run, and says what there is', async () => {
    const dry = (more: object) =>
      task.run(open(), { ...input, ...more }, { isDryRun: true });
    expect((await dry({})).outputs).toEqual({ state: 'dry run' });
    await expect(dry({ check: 'x' })).rejects.toThrow('it is one of runbook');
    await expect(dry({ scorecardId: 'x' })).rejects.toThrow(
      'it is one of readiness',
    );
    expect(api.calls.map(each => each.call)).not.toContain('POST /exemptions');
  });

  it('refuses what is no time', async () => {
    await expect(task.run(open(), { ...input, until: 'soon' })).rejects.toThrow(
      'until is "soon": write a date such as 2026-12-31',
    );
  });
});
