import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { call, errorBody, portalOf } from '../__testUtils__/call';

const COMMIT = '3f0c1a9be0d24c3a5f0f5e3c9d7a1b2c3d4e5f60';
const RELEASE = {
  id: 12,
  unit: 'finance',
  sequence: 7,
  commit: COMMIT,
  releaseDigest: 'd'.repeat(64),
};

describe('release create', () => {
  let cwd: string;
  const args = [
    'release',
    'create',
    '--unit=finance',
    `--commit=${COMMIT}`,
    '--artifact=kind=dag-bundle,file=dags.zip',
  ];

  beforeAll(async () => {
    cwd = await fs.mkdtemp(path.join(os.tmpdir(), 'sluice-create-'));
    await fs.writeFile(path.join(cwd, 'dags.zip'), 'the dags');
    await fs.writeFile(path.join(cwd, 'manifest.json'), '{"nodes": {}}');
    await fs.writeFile(path.join(cwd, 'bad.json'), '{');
    await fs.writeFile(
      path.join(cwd, 'release.yaml'),
      `unit: sales\ncommit: ${COMMIT}\nconfigSchema: {}\n`,
    );
  });
  afterAll(() => fs.rm(cwd, { recursive: true }));

  it('sends the digest of each file, and a key that is the same next time', async () => {
    const portal = portalOf([201, RELEASE]);
    const made = await call(
      [...args, '--manifest=dbt=manifest.json', '--label=2.4.1'],
      { ...portal.options, cwd },
    );
    expect(made).toMatchObject({ exitCode: 0, err: '' });
    expect(made.out).toContain('Release 7 of finance (id 12) is registered');
    await call([...args, '--manifest=dbt=manifest.json', '--label=2.4.1'], {
      ...portal.options,
      cwd,
    });
    const [first, second] = portal.asked;
    expect(first).toMatchObject({
      method: 'POST',
      path: '/releases',
      body: {
        unit: 'finance',
        commit: COMMIT,
        label: '2.4.1',
        manifests: { dbt: { nodes: {} } },
        artifacts: [
          {
            name: 'dags.zip',
            kind: 'dag-bundle',
            sizeBytes: 8,
            digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          },
        ],
      },
    });
    expect(first.headers.get('authorization')).toBe('Bearer not-a-secret');
    expect(first.headers.get('idempotency-key')).toBe(
      second.headers.get('idempotency-key'),
    );
  });

  it('says that it was registered before', async () => {
    const portal = portalOf([200, RELEASE]);
    const again = await call([...args, '--json'], { ...portal.options, cwd });
    expect(again.json()).toEqual({ isNew: false, release: RELEASE });
  });

  it('sends it again after a failure, and not after a refusal', async () => {
    const busy = portalOf([503, errorBody(503, 'busy')], [201, RELEASE]);
    expect((await call(args, { ...busy.options, cwd })).exitCode).toBe(0);
    expect(busy.asked).toHaveLength(2);
    const refused = portalOf([422, errorBody(422, 'There is a secret in it')]);
    const told = await call(args, { ...refused.options, cwd });
    expect(told).toMatchObject({ exitCode: 1, out: '' });
    expect(told.err).toContain('There is a secret in it');
    expect(refused.asked).toHaveLength(1);
  });

  it('asks nobody in a dry run', async () => {
    const dry = await call(
      [
        'release',
        'create',
        '--file=release.yaml',
        '--artifact=kind=dag-bundle,file=dags.zip',
        '--dry-run',
        '--json',
      ],
      { cwd, fetch: jest.fn() },
    );
    expect(dry.exitCode).toBe(0);
    expect(dry.json()).toMatchObject({
      dryRun: true,
      body: { unit: 'sales', commit: COMMIT, configSchema: {} },
    });
  });

  it('leaves out what the first release of a unit brings', async () => {
    const portal = portalOf([200, { items: [RELEASE] }], [201, RELEASE]);
    const made = await call([...args, '--changes-since=last'], {
      ...portal.options,
      cwd,
    });
    expect(made.exitCode).toBe(0);
    expect(portal.asked[0].path).toBe('/releases?unit=finance&limit=20');
    expect(portal.asked[1].body).not.toHaveProperty('commits');
  });

  it.each([
    [['--artifact=kind=jar,file=none.jar'], 'The artifact none.jar'],
    [['--manifest=dbt'], 'has to be name=file'],
    [['--manifest=dbt=none.json'], "can't be read"],
    [['--manifest=dbt=bad.json'], 'is not JSON'],
    [['--changes-since=nothing'], "git doesn't know"],
  ])('says what is wrong with %j, and sends nothing', async (more, says) => {
    const portal = portalOf([201, RELEASE]);
    const told = await call([...args, ...more], { ...portal.options, cwd });
    expect(told).toMatchObject({ exitCode: 2, out: '' });
    expect(told.err).toContain(says);
    expect(portal.asked).toEqual([]);
  });
});
