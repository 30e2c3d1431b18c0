import { call, errorBody, portalOf } from '../__testUtils__/call';

const release = { id: 3, unit: 'finance', sequence: 7 };
const promotion = (state: string) => ({
  id: 12,
  unit: 'finance',
  environment: 'prod',
  kind: 'promote',
  state,
  release,
  nextAction: '',
});
const plan = (canRequest: boolean) => ({
  hash: 'f'.repeat(64),
  kind: 'promote',
  environment: 'prod',
  release,
  members: ['component:default/close'],
  membersKnown: false,
  gates: [{ gate: 'soak', verdict: 'fail', summary: '2 of 4 hours' }],
  rollbackClass: 'repointable',
  problems: canRequest ? [] : ['something moves there'],
  canRequest,
});
const args = ['promote', '--release=3', '--to=prod'];

describe('promote', () => {
  it('asks once, however often it is sent', async () => {
    const portal = portalOf(
      [503, errorBody(503, 'a restart')],
      [201, promotion('Requested')],
    );
    const told = await call(
      [...args, '--reason=Close faster', '--lane=hotfix', '--incident=9'],
      portal.options,
    );
    expect(told).toMatchObject({ exitCode: 0, err: '' });
    expect(told.out).toContain(
      'Promotion 12: promote release 7 of finance to prod: Requested',
    );
    const [first, second] = portal.asked;
    expect(second).toMatchObject({
      path: '/promotions',
      body: {
        releaseId: 3,
        environment: 'prod',
        kind: 'promote',
        lane: 'hotfix',
        incidentId: 9,
        reason: 'Close faster',
      },
    });
    expect(first.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.headers.get('idempotency-key')).toBe(
      first.headers.get('idempotency-key'),
    );
  });

  it('ends as the promotion does, if it is watched', async () => {
    const portal = portalOf(
      [201, promotion('Requested')],
      [200, promotion('Running')],
      [200, promotion('Failed')],
    );
    const told = await call(
      [...args, '--reason=why', '--idempotency-key=job-7', '--watch'],
      portal.options,
    );
    expect(told.exitCode).toBe(1);
    expect(told.out).toContain('Running');
    expect(told.out).toContain('Failed');
    expect(portal.asked[0].headers.get('idempotency-key')).toBe('job-7');
  });

  it.each([
    [true, 0],
    [false, 1],
  ])('shows the plan in a dry run: %s', async (canRequest, exitCode) => {
    const portal = portalOf([200, plan(canRequest)]);
    const told = await call([...args, '--dry-run'], portal.options);
    expect(told.exitCode).toBe(exitCode);
    expect(told.out).toContain('gate soak: fail; 2 of 4 hours');
    expect(told.out.includes("can't be asked for: something moves")).toBe(
      !canRequest,
    );
    expect(portal.asked.map(each => each.path)).toEqual(['/promotions/plan']);
  });

  it('says that CI is no person', async () => {
    const { options } = portalOf([
      403,
      errorBody(403, 'Only a person can decide this'),
    ]);
    const told = await call([...args, '--reason=why'], options);
    expect(told.exitCode).toBe(5);
    expect(told.err).toContain('Only a person can decide this');
  });

  it.each([
    [args],
    [[...args, '--reason= ']],
    [[...args, '--reason=why', '--start-at=noon']],
    [['promote', '--release=3', '--reason=why']],
    [[...args, '--reason=why', '--lane=fast']],
  ])('sends nothing if the call is wrong: %j', async wrong => {
    const portal = portalOf([201, promotion('Requested')]);
    expect((await call(wrong, portal.options)).exitCode).toBe(2);
    expect(portal.asked).toEqual([]);
  });
});

describe('rollback', () => {
  const unit = {
    unit: 'finance',
    rollbackOptions: [
      {
        environment: 'prod',
        options: [{ release, tier: 'last-known-good', reason: 'it baked' }],
      },
    ],
  };
  const back = ['rollback', '--unit=finance', '--environment=prod'];

  it('asks for what the portal offers first', async () => {
    const portal = portalOf([200, unit], [201, promotion('Requested')]);
    const told = await call([...back, '--reason=It is late'], portal.options);
    expect(told).toMatchObject({ exitCode: 0, err: '' });
    expect(portal.asked[1].body).toMatchObject({
      releaseId: 3,
      environment: 'prod',
      kind: 'rollback',
      reason: 'It is late',
    });
  });

  it('asks for nothing where there is nothing', async () => {
    const portal = portalOf([200, unit]);
    const told = await call(
      [...back, '--reason=It is late', '--to=99'],
      portal.options,
    );
    expect(told.exitCode).toBe(1);
    expect(told.err).toContain('There are 3 (release 7, last-known-good');
    expect(portal.asked).toHaveLength(1);
  });
});
