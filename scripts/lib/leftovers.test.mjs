import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { removeLeftovers } from './leftovers.mjs';

it('only what nobody uses any more is removed', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-left-'));
  try {
    const names = ['e2e-1', 'e2e-2', 'e2e-3', 'e2e-4', 'data'];
    for (const name of names) fs.mkdirSync(path.join(dir, name));
    const hourAgo = new Date(Date.now() - 3_600_000);
    fs.utimesSync(path.join(dir, 'e2e-4'), hourAgo, hourAgo);
    const pids = new Map([
      ['e2e-1', process.pid],
      ['e2e-2', 2 ** 30],
    ]);
    removeLeftovers(
      dir,
      'e2e-',
      folder => pids.get(path.basename(folder)) ?? NaN,
    );
    assert.deepEqual(fs.readdirSync(dir).sort(), ['data', 'e2e-1', 'e2e-3']);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
});
