import { call, errorBody, portalOf, type Answer } from '../__testUtils__/call';

const promotion = (state: string, more: object = {}) => ({
  id: 12,
  unit: 'finance',
  environment: 'prod',
  kind: 'promote',
  state,
  release: { id: 3, sequence: 7, label: '2.4.1' },
  nextAction: '',
  ...more,
});
const at = (state: string, more?: object): Answer => [
  200,
  promotion(state, more),
];

describe('status', () => {
  it('tells where a promotion stands', async () => {
    const portal = portalOf(
      at('AwaitingApproval', {
        approvals: { given: 1, needed: 2 },
        nextAction: 'Finance decides',
      }),
    );
    const told = await call(['status', '12'], portal.options);
    expect(told).toMatchObject({
      exitCode: 0,
      err: '',
      out: 'Promotion 12: promote release 7 (2.4.1) of finance to prod: AwaitingApproval (1 of 2 approvals)\nnext: Finance decides\n',
    });
    expect(portal.asked[0].path).toBe('/promotions/12');
  });

  it('watches it to its end, and tells each change once', async () => {
    const portal = portalOf(
      at('Running', { progress: { done: 0, of: 2 } }),
      at('Running', { progress: { done: 0, of: 2 } }),
      at('Running', { progress: { done: 1, of: 2, step: 'load' } }),
      [503, errorBody(503, 'a restart')],
      at('Verifying', {
        verification: { state: 'running', runs: 0, runsWanted: 1 },
      }),
      at('Succeeded'),
    );
    const told = await call(
      ['status', '12', '--watch', '--interval=7s'],
      portal.options,
    );
    expect(told).toMatchObject({ exitCode: 0, err: '' });
    expect(told.slept).toEqual([7000, 7000, 7000, 7000]);
    expect(told.out.split('\n')).toEqual([
      expect.stringMatching(
        /^2026-11-26T12:00:00.000Z .*Running \(step 0 of 2\)$/,
      ),
      expect.stringContaining('Running (step 1 of 2, load)'),
      expect.stringContaining('Verifying (0 of 1 runs)'),
      expect.stringContaining('Succeeded'),
      '',
    ]);
  });

  it.each([
    'Failed',
    'Aborted',
    'Rejected',
    'Expired',
    'Invalidated',
    'Superseded',
    'Cancelled',
  ])('ends with 1 if it is %s', async state => {
    const portal = portalOf(at('Queued'), at(state, { stateReason: 'why' }));
    const told = await call(
      ['status', '12', '--watch', '--json'],
      portal.options,
    );
    expect(told.exitCode).toBe(1);
    const lines = told.out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines.map(line => line.promotion.state)).toEqual(['Queued', state]);
  });

  it('ends with 4 if it goes on', async () => {
    const portal = portalOf(at('AwaitingApproval'));
    const told = await call(
      ['status', '12', '--watch', '--timeout=12s'],
      portal.options,
    );
    expect(told.exitCode).toBe(4);
    expect(told.slept).toEqual([5000, 5000, 2000]);
    expect(told.err).toContain('watched for 12 s and goes on');
  });

  it('shows what a unit runs where', async () => {
    const portal = portalOf([
      200,
      {
        unit: 'finance',
        adoptionLevel: 'managed',
        members: [{}, {}],
        environments: [
          {
            environment: 'prod',
            health: 'verified',
            running: { sequence: 7, label: '2.4.1' },
            moving: promotion('Running'),
          },
          { environment: 'dev', health: 'none' },
        ],
      },
    ]);
    const told = await call(['status', '--unit=finance'], portal.options);
    expect(told.out).toBe(
      'finance (managed, 2 pipelines)\nprod: release 7 (2.4.1), verified; promotion 12 is Running\ndev: nothing known, none\n',
    );
  });
});
