import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { call, portalOf } from '../__testUtils__/call';

const COMMIT = 'c'.repeat(40);
const RELEASE = { id: 12, commit: COMMIT, releaseDigest: 'd'.repeat(64) };
const evidence = (verdict: string, more: object = {}) => ({
  id: 5,
  kind: 'unit',
  verdict,
  checks: 2,
  failures: 0,
  failing: [],
  ...more,
});

describe('evidence add', () => {
  let cwd: string;
  const args = [
    'evidence',
    'add',
    '--release=12',
    '--kind=unit',
    `--commit=${COMMIT}`,
    '--report=junit.xml',
  ];
  beforeAll(async () => {
    cwd = await fs.mkdtemp(path.join(os.tmpdir(), 'sluice-evidence-'));
    await fs.writeFile(path.join(cwd, 'junit.xml'), '<testsuite/>');
    await fs.writeFile(path.join(cwd, 'empty'), '');
    await fs.writeFile(path.join(cwd, 'log'), 'ok');
  });
  afterAll(() => fs.rm(cwd, { recursive: true }));

  it('adds the report as it is, about what was tested', async () => {
    const portal = portalOf([200, RELEASE], [201, evidence('pass')]);
    const added = await call([...args, '--name=unit tests'], {
      ...portal.options,
      cwd,
    });
    expect(added).toMatchObject({
      exitCode: 0,
      err: '',
      out: 'Evidence 5 of release 12 (unit): pass, 2 checks, 0 failed\n',
    });
    expect(portal.asked[1]).toMatchObject({
      path: '/releases/12/evidence',
      body: {
        kind: 'unit',
        format: 'junit',
        name: 'unit tests',
        commit: COMMIT,
        releaseDigest: RELEASE.releaseDigest,
        content: '<testsuite/>',
      },
    });
  });

  it.each([
    ['fail', [], 1],
    ['unknown', [], 1],
    ['fail', ['--any-verdict'], 0],
  ])('ends by the verdict: %s %j', async (verdict, more, exitCode) => {
    const { options } = portalOf(
      [200, RELEASE],
      [
        200,
        evidence(verdict, { failures: 1, failing: ['loads'], reason: 'why' }),
      ],
    );
    const added = await call([...args, ...more], { ...options, cwd });
    expect(added.exitCode).toBe(exitCode);
    expect(added.out).toContain('1 failed; why\n  failed: loads\n');
  });

  it('only asks for the release in a dry run', async () => {
    const portal = portalOf([200, RELEASE]);
    const dry = await call([...args, '--dry-run', '--json'], {
      ...portal.options,
      cwd,
    });
    expect(dry.json()).toMatchObject({
      dryRun: true,
      body: { format: 'junit', sizeBytes: 12 },
    });
    expect(portal.asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each([
    ['--report=log', '--format'],
    ['--report=empty', 'is empty'],
    ['--report=none', "can't be read"],
    ['--kind=smoke', 'dag-import'],
    ['--format=tap', 'sarif'],
  ])('refuses %s', async (more, says) => {
    const { asked, options } = portalOf([200, RELEASE]);
    const told = await call([...args, more], { ...options, cwd });
    expect(told.exitCode).toBe(2);
    expect(told.err).toContain(says);
    expect(asked).toEqual([]);
  });
});
