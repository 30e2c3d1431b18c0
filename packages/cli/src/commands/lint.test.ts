import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { call } from '../__testUtils__/call';

const ENTITY = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: close-day
  annotations:
    sluice.dev/airflow-dag-id: close_day
spec:
  type: airflow-dag
  owner: finance
  lifecycle: production
  tier: 1
`;
const POLICY = `environments: [dev, prod]
approvers:
  - name: engineer
    from: [group:default/data]
rules:
  - name: everywhere
    require:
      approvals: [engineer]
`;
const SCORECARD = `id: sox
title: SOX
levels:
  - name: bronze
    checks:
      - id: owner
        title: Owned
        fact: owner.reachable
        is: true
        toPass: Set spec.owner.
`;
const OPENSLO = `apiVersion: openslo/v1
kind: SLO
metadata: { name: orders-fresh }
spec:
  service: orders
  budgetingMethod: Timeslices
  objectives: [{ target: 0.99, timeSliceTarget: 1, timeSliceWindow: 1h }]
  timeWindow: [{ duration: 30d, isRolling: true }]
  indicator:
    metadata: { name: age }
    spec:
      thresholdMetric: { metricSource: { type: x, spec: {} } }
`;

describe('lint', () => {
  let cwd: string;
  const write = async (files: Record<string, string>) => {
    cwd = await fs.mkdtemp(path.join(os.tmpdir(), 'sluice-lint-'));
    for (const [name, text] of Object.entries(files)) {
      await fs.mkdir(path.dirname(path.join(cwd, name)), { recursive: true });
      await fs.writeFile(path.join(cwd, name), text);
    }
  };
  const lint = async (...args: string[]) => {
    const told = await call(['lint', ...args, '--json'], {
      cwd,
      fetch: jest.fn(),
    });
    return { ...told, ...told.json() };
  };
  afterEach(() => fs.rm(cwd, { recursive: true }));

  it('takes what is right, and leaves alone what is not for Sluice', async () => {
    await write({
      'catalog-info.yaml': `${ENTITY}---\n${ENTITY}`,
      'policy.yml': POLICY,
      'scorecards/sox.yaml': SCORECARD,
      'chart/templates/x.yaml': '{{ if }}: [',
      'compose.yaml': 'services: {}',
      'node_modules/x/catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: 1',
      'skeleton/catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: 1',
      'readme.md': '',
    });
    const { checked, exitCode, problems } = await lint(
      '.',
      '--ignore=skeleton',
    );
    expect(problems).toEqual([]);
    expect({ checked, exitCode }).toEqual({ checked: 3, exitCode: 0 });
  });

  it.each<[string, string, object]>([
    [
      'a field of Sluice',
      ENTITY.replace('tier: 1', 'tier: high'),
      { line: 11, column: 3, path: 'spec.tier', level: 'error' },
    ],
    [
      'what the catalog refuses',
      ENTITY.replace('close-day', 'close day!'),
      {
        line: 4,
        path: 'metadata.name',
        message: expect.stringContaining('The catalog refuses it'),
      },
    ],
    [
      'what the catalog asks of the kind',
      ENTITY.replace('  owner: finance\n', ''),
      { line: 7, path: 'spec', message: expect.stringContaining('owner') },
    ],
    [
      'an SLO',
      `${ENTITY}  slos:\n    - name: close\n      target: 2\n`,
      { level: 'error', line: 13, path: 'spec.slos[0].kind' },
    ],
    [
      'the second document',
      `${ENTITY}---\n${ENTITY.replace('tier: 1', 'tier: 4')}`,
      { line: 23 },
    ],
    [
      'a policy that names nobody',
      POLICY.replace('approvals: [engineer]', 'approvals: [enginer]'),
      {
        line: 8,
        path: 'rules[0].require.approvals',
        message: expect.stringContaining('names enginer'),
      },
    ],
    [
      'a policy with a field too many',
      `${POLICY}    aprovals: []\n`,
      {
        line: 9,
        message: expect.stringContaining('aprovals is not a known key'),
      },
    ],
    [
      'a scorecard',
      SCORECARD.replace('is: true', 'is: yes please'),
      { line: 9, path: 'levels[0].checks[0].is' },
    ],
    [
      'OpenSLO',
      OPENSLO.replace('openslo/v1', 'openslo/v1alpha'),
      { line: 1, path: 'apiVersion', level: 'error' },
    ],
    [
      'OpenSLO that says too little',
      OPENSLO.replace('Timeslices', 'RatioTimeslices'),
      { level: 'error', line: 6, path: 'spec.budgetingMethod' },
    ],
    [
      'a key twice',
      `${ENTITY}  tier: 2\n`,
      { message: expect.stringContaining('It is not YAML') },
    ],
  ])('finds %s, and where', async (_, text, expected) => {
    await write({ 'file.yaml': text });
    const { exitCode, problems } = await lint();
    expect(exitCode).toBe(1);
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'file.yaml', ...expected }),
    );
  });

  it('checks names only where it is told which there are', async () => {
    await write({
      'policy.yaml': POLICY.replace(
        'require:',
        'require:\n      gates: [{ name: lag }]\n      freezes: [{ name: close, calendar: closing, timezone: UTC }]',
      ),
    });
    expect((await lint()).exitCode).toBe(0);
    const told = await lint(
      '--environments=prod',
      '--gates=budget',
      '--calendars=holidays, month-ends',
    );
    expect(told.problems.map((each: any) => each.path).sort()).toEqual([
      'environments',
      'rules[0].require.freezes[0].calendar',
      'rules[0].require.gates',
    ]);
  });

  it('finds two scorecards with one id', async () => {
    await write({ 'a.yaml': SCORECARD, 'b.yaml': SCORECARD });
    expect((await lint()).problems).toEqual([
      expect.objectContaining({
        file: 'b.yaml',
        message: expect.stringContaining('which a.yaml has already'),
      }),
    ]);
  });

  it('says of a file that is named and not for Sluice what it looks for', async () => {
    await write({ 'compose.yaml': 'services: {}' });
    expect((await lint('compose.yaml')).problems[0].message).toContain(
      'backstage.io',
    );
    const none = await lint('none.yaml');
    expect(none.exitCode).toBe(2);
  });

  it('lets warnings pass unless it is strict', async () => {
    await write({
      'a.yaml': ENTITY.replace('airflow-dag\n', 'airflow-dags\n'),
    });
    const told = await lint();
    expect(told).toMatchObject({ exitCode: 0, errors: 0 });
    expect(told.warnings).toBeGreaterThan(0);
    expect((await lint('--strict')).exitCode).toBe(1);
  });

  it('marks the lines in GitHub Actions', async () => {
    await write({ 'a.yaml': ENTITY.replace('tier: 1', 'tier: high') });
    const { out } = await call(['lint'], {
      cwd,
      env: { GITHUB_ACTIONS: 'true' },
    });
    expect(out).toMatch(/^a\.yaml:11:3: error: spec\.tier/);
    expect(out).toContain('::error file=a.yaml,line=11,col=3::spec.tier');
    expect(out).toMatch(/1 file checked, \d errors?, \d warnings?\n$/);
  });
});
