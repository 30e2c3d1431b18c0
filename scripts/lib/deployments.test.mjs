import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { deployedTwice, readDeployments } from './deployments.mjs';

const step = (promotionId, name) => ({
  kind: 'effect',
  isWhole: true,
  promotionId,
  step: name,
  unit: 'orders',
});

test('reads whole steps and nothing else', t => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-deployments-'));
  t.after(() => fs.rmSync(dir, { recursive: true }));
  assert.deepEqual(readDeployments(dir, 'dev'), []);
  const lines = [
    { kind: 'claim', unit: 'orders', token: 1 },
    step(7, 'fetch'),
    { ...step(7, 'point'), isWhole: false },
  ];
  fs.writeFileSync(
    path.join(dir, 'dev.jsonl'),
    `${lines.map(line => `\n${JSON.stringify(line)}\n`).join('')}{"kind":"eff`,
  );
  assert.deepEqual(readDeployments(dir, 'dev'), [step(7, 'fetch')]);
});

test('finds what was done twice, and what never was', () => {
  const steps = [step(7, 'fetch'), step(7, 'point'), step(8, 'fetch')];
  assert.deepEqual(deployedTwice(steps, [7, 8]), []);
  assert.deepEqual(deployedTwice([...steps, step(7, 'fetch')], [7, 8, 9]), [
    'promotion 7 did fetch of orders twice',
    'promotion 9 did nothing',
  ]);
});
