import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  identify,
  isRunning,
  run,
  startGroup,
  stopGroup,
} from './processes.mjs';

describe('a process group', () => {
  let dir;
  before(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-group-'));
  });
  after(() => fs.rmSync(dir, { recursive: true, force: true }));

  /** Waits for a line in a log. */
  async function logged(file, pattern) {
    for (;;) {
      const found = pattern.exec(fs.readFileSync(file, 'utf8'));
      if (found) return found;
      await sleep(20);
    }
  }

  it('ends with all that it started', async () => {
    const logFile = path.join(dir, 'family.log');
    const parent = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      console.log('child', child.pid);
      setInterval(() => {}, 1000);`;
    const { pid } = startGroup(process.execPath, ['-e', parent], { logFile });
    const child = identify(Number((await logged(logFile, /child (\d+)/))[1]));
    assert.equal(isRunning(child), true);
    await stopGroup(pid);
    await sleep(50);
    assert.equal(isRunning(child), false);
  });

  it('that does not listen is ended all the same', async () => {
    const logFile = path.join(dir, 'stubborn.log');
    const script = `process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);`;
    const { pid, exited } = startGroup(process.execPath, ['-e', script], {
      logFile,
    });
    await logged(logFile, /ready/);
    await stopGroup(pid, { patienceMs: 200 });
    assert.equal(await exited, 'SIGKILL');
  });

  it('that has ended already is no problem', async () => {
    const { pid, exited } = startGroup(process.execPath, ['-e', ''], {
      logFile: path.join(dir, 'short.log'),
    });
    assert.equal(await exited, 'exit code 0');
    await stopGroup(pid);
  });
});

describe('run', () => {
  it('returns the exit code and all output', async () => {
    const { code, output } = await run(
      process.execPath,
      ['-e', 'console.log("out"); console.error("err"); process.exit(3)'],
      { onOutput: () => {} },
    );
    assert.equal(code, 3);
    assert.match(output, /out/);
    assert.match(output, /err/);
  });
});
