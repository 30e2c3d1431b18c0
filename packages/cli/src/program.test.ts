import fs from 'node:fs/promises';
import path from 'node:path';
import { startPipelines, TOKEN } from './__testUtils__/backend';
import { call } from './__testUtils__/call';

jest.setTimeout(60_000);

const COMMIT = '3f0c1a9be0d24c3a5f0f5e3c9d7a1b2c3d4e5f60';

describe('sluice, against the real backend', () => {
  let backend: Awaited<ReturnType<typeof startPipelines>>;
  let env: Record<string, string>;
  const sluice = (args: string[], more: Record<string, string> = {}) =>
    call(args, { cwd: backend.dir, env: { ...env, ...more } });
  const create = (...more: string[]) => [
    'release',
    'create',
    '--unit=finance',
    `--commit=${COMMIT}`,
    '--artifact=kind=dag-bundle,file=dags.zip',
    '--json',
    ...more,
  ];

  beforeAll(async () => {
    backend = await startPipelines();
    env = { SLUICE_URL: backend.url, SLUICE_TOKEN: TOKEN };
    await fs.writeFile(path.join(backend.dir, 'dags.zip'), 'the dags');
    await fs.writeFile(
      path.join(backend.dir, 'junit.xml'),
      '<testsuite><testcase name="loads"/><testcase name="closes"/></testsuite>',
    );
    await fs.writeFile(
      path.join(backend.dir, 'bad.xml'),
      '<testsuite><testcase name="loads"><failure/></testcase></testsuite>',
    );
  });
  afterAll(() => backend?.stop());

  it('registers a release once, adds evidence, shows its unit and verifies the ledger', async () => {
    const first = await sluice(create('--idempotency-key=build-7'));
    expect(first).toMatchObject({ exitCode: 0, err: '' });
    expect(first.json()).toMatchObject({
      isNew: true,
      release: {
        unit: 'finance',
        sequence: 1,
        commit: COMMIT,
        registeredBy: 'service:ci',
        artifacts: [{ name: 'dags.zip', sizeBytes: 8 }],
      },
    });
    const again = await sluice(create());
    expect(again.json()).toEqual({
      isNew: false,
      release: first.json().release,
    });
    const other = await sluice(
      create(`--commit=${'b'.repeat(40)}`, '--idempotency-key=build-7'),
    );
    expect(other.exitCode).toBe(1);
    expect(other.err).toMatch(
      /The portal says no \(409\): .*build-7 was used for another request/,
    );
    expect(other.json().error).toMatchObject({ exitCode: 1, status: 409 });

    const { id } = first.json().release;
    const add = (report: string) =>
      sluice([
        'evidence',
        'add',
        `--release=${id}`,
        '--kind=unit',
        `--commit=${COMMIT}`,
        `--report=${report}`,
        '--json',
      ]);
    const passed = await add('junit.xml');
    expect(passed).toMatchObject({ exitCode: 0, err: '' });
    expect(passed.json()).toMatchObject({
      isNew: true,
      evidence: { verdict: 'pass', checks: 2, addedBy: 'service:ci' },
    });
    expect((await add('junit.xml')).json().isNew).toBe(false);
    const failed = await add('bad.xml');
    expect(failed.exitCode).toBe(1);
    expect(failed.json().evidence).toMatchObject({ verdict: 'fail' });

    const unit = await sluice(['status', '--unit=finance']);
    expect(unit.exitCode).toBe(0);
    expect(unit.out).toMatch(/^finance \(.+, 1 pipelines\)\n.*dev: /);
    const none = await sluice(['status', '12']);
    expect(none).toMatchObject({ exitCode: 1, out: '' });
    expect(none.err).toContain('404');

    const recorded = await sluice([
      'release',
      'record',
      `--release=${id}`,
      '--environment=dev',
    ]);
    expect(recorded).toMatchObject({
      exitCode: 0,
      out: 'Release 1 of finance is recorded in dev\n',
    });

    const verified = await sluice(['verify-ledger', '--json']);
    expect(verified.exitCode).toBe(0);
    const { headHash, rows, throughSeq } = verified.json().verification;
    expect(rows).toBeGreaterThan(2);
    const computed = await sluice([
      'verify-ledger',
      '--json',
      `--head=${throughSeq}:${headHash}`,
    ]);
    expect(computed).toMatchObject({ exitCode: 0, err: '' });
    expect(computed.json().recomputed).toEqual({
      status: 'intact',
      rows,
      headHash,
      seq: throughSeq,
      findings: [],
    });
    const otherHead = await sluice(['verify-ledger', `--head=1:${headHash}`]);
    expect(otherHead.exitCode).toBe(1);
    expect(otherHead.out).toContain('written anew');
  });

  it('plans for a service, and lets none promote', async () => {
    const made = await sluice(create());
    const promote = [
      'promote',
      `--release=${made.json().release.id}`,
      '--to=dev',
    ];
    const plan = await sluice([...promote, '--dry-run']);
    expect(plan.exitCode).toBe(1);
    expect(plan.err).toContain('Nothing deploys finance into dev');
    const asked = await sluice([...promote, '--reason=why']);
    expect(asked.exitCode).toBe(5);
  });

  it('logs in by what GitHub Actions vouches for', async () => {
    const job = { SLUICE_TOKEN: '', ...backend.jobEnv };
    const taken = await sluice(create('--audience=sluice'), job);
    expect(taken.err).toBe('');
    expect(taken.exitCode).toBe(0);
    const otherAudience = await sluice(create(), job);
    expect(otherAudience.exitCode).toBe(5);
    expect(otherAudience.err).toContain("doesn't take the login (401");
  });

  it.each([
    ['a token that nobody knows', 'wrong-token-of-a-test', '(401'],
    [
      'a token whose service may not do it',
      `${TOKEN}-of-nobody`,
      'add it to pipelines.clients',
    ],
  ])('refuses %s, and never shows it', async (_, token, says) => {
    const refused = await sluice(create(), { SLUICE_TOKEN: token });
    expect(refused.exitCode).toBe(5);
    expect(refused.err).toContain(says);
    expect(refused.err + refused.out).not.toContain(token);
  });
});
