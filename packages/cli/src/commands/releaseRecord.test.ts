import { call, portalOf } from '../__testUtils__/call';

const args = ['release', 'record', '--release=12', '--environment=prod'];

describe('release record', () => {
  it('says when and by which job', async () => {
    const portal = portalOf([200, { unit: 'finance', sequence: 7 }]);
    const told = await call(args, {
      ...portal.options,
      env: {
        ...portal.options.env,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'northstar/finance',
        GITHUB_RUN_ID: '9',
      },
    });
    expect(told).toMatchObject({
      exitCode: 0,
      out: 'Release 7 of finance is recorded in prod\n',
    });
    expect(portal.asked[0]).toMatchObject({
      path: '/releases/record',
      body: {
        releaseId: 12,
        environment: 'prod',
        deployedAt: '2026-11-26T12:00:00.000Z',
        runUrl: 'https://github.com/northstar/finance/actions/runs/9',
      },
    });
  });

  it('sends nothing in a dry run, or if the time is none', async () => {
    const portal = portalOf([200, {}]);
    const dry = await call(
      [...args, '--at=2026-11-25T10:00:00+01:00', '--dry-run', '--json'],
      portal.options,
    );
    expect(dry.json().body.deployedAt).toBe('2026-11-25T09:00:00.000Z');
    expect((await call([...args, '--at=noon'], portal.options)).exitCode).toBe(
      2,
    );
    expect(portal.asked).toEqual([]);
  });
});
