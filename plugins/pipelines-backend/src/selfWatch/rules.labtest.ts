/*
 * The alerting rules that docs/operations.md recommends, by the real promtool: `npm run test:lab -- prometheus`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

const ROOT = resolvePackagePath('@sluice/plugin-pipelines-backend', '../..');
const RULES = join(ROOT, 'docs/prometheus');

it.each([
  ['are valid', ['check', 'rules', 'sluice.rules.yaml']],
  ['fire when they should', ['test', 'rules', 'sluice.rules.test.yaml']],
])(
  '%s',
  (_, args) => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [join(ROOT, 'lab/prometheus/promtool.mjs'), ...args],
      { cwd: RULES, encoding: 'utf8' },
    );
    expect(`${stdout}${stderr}`).toMatch(/SUCCESS/);
    expect(status).toBe(0);
  },
  120_000,
);
