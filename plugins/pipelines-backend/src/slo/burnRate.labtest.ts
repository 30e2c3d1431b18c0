/*
 * Our burn-rate alerts beside Prometheus' own, by the real promtool: `npm run test:lab -- prometheus`. The ordinary test run doesn't match
 * this file; burnRate.promtool.test.ts holds ours against what was confirmed here.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  PROMTOOL,
  PROMTOOL_DIR,
  promtoolTests,
} from './__testUtils__/promtoolTests';

/** It evaluates six days minute by minute. */
const SLOW_MS = 600_000;

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-promtool-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** What promtool says of a test file beside the published rules. */
function testRules(tests: string) {
  copyFileSync(join(PROMTOOL_DIR, 'rules.yaml'), join(dir, 'rules.yaml'));
  writeFileSync(join(dir, 'tests.yaml'), tests);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [PROMTOOL, 'test', 'rules', 'tests.yaml'],
    { cwd: dir, encoding: 'utf8' },
  );
  return { status, output: `${stdout}${stderr}` };
}

it(
  'starts and stops alerts in the same minutes as Prometheus',
  () => {
    const tests = promtoolTests();
    const { status, output } = testRules(tests);
    expect(output).toMatch(/^ {2}SUCCESS$/m);
    expect(status).toBe(0);
    writeFileSync(join(PROMTOOL_DIR, 'tests.yaml'), tests);
    writeFileSync(join(PROMTOOL_DIR, 'output.txt'), output);
  },
  SLOW_MS,
);

it(
  'would notice a minute too many',
  () => {
    const tests = promtoolTests().replace(
      /eval_time: (\d+)m(\n +alertname: 99-page-1h\n)/,
      (_, minute, rest) => `eval_time: ${Number(minute) + 1}m${rest}`,
    );
    const { status, output } = testRules(tests);
    expect(output).toContain('alertname: 99-page-1h');
    expect(status).toBe(1);
  },
  SLOW_MS,
);
