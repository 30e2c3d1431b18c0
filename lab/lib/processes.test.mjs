import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isRunning, run, startProcess, stopProcesses } from './processes.mjs';
import { identityOf } from './process-table.mjs';
import { waitUntil } from './wait.mjs';

const node = code => [process.execPath, '-e', code];

describe('processes', () => {
  let dir;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-lab-processes-'));
  });
  after(() => rmSync(dir, { recursive: true }));

  const start = (name, code) =>
    startProcess(name, node(code), {
      cwd: dir,
      env: process.env,
      log: join(dir, `${name}.log`),
    });
  const logged = (name, pattern) =>
    waitUntil(
      'the log',
      () => pattern.exec(readFileSync(join(dir, `${name}.log`), 'utf8')),
      { everyMs: 20 },
    );

  it('starts one that writes to its log, and stops it', async () => {
    const started = start(
      'talker',
      'console.log("here"); setInterval(() => {}, 1000)',
    );
    await logged('talker', /here/);
    assert.ok(isRunning(started));
    await stopProcesses([started]);
    assert.ok(!isRunning(started));
  });

  it('ends one that ignores SIGTERM, and its children', async () => {
    const child = 'setInterval(() => {}, 1000)';
    const started = start(
      'stubborn',
      `process.on("SIGTERM", () => {});
       const child = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(
         child,
       )}], { detached: true });
       console.log("child", child.pid); setInterval(() => {}, 1000)`,
    );
    const [, pid] = await logged('stubborn', /child (\d+)/);
    await stopProcesses([started], { graceSeconds: 0.3 });
    assert.ok(!isRunning(started));
    assert.equal(identityOf(Number(pid)), undefined);
  });

  it('leaves a stranger alone that has the pid by now', async () => {
    const stranger = start('stranger', 'setInterval(() => {}, 1000)');
    await stopProcesses([{ ...stranger, identity: 'of an earlier process' }], {
      graceSeconds: 0.1,
    });
    assert.ok(isRunning(stranger));
    await stopProcesses([stranger], { force: true });
  });

  it('returns what a command wrote, and says what a failing one complained about', async () => {
    assert.equal(await run(node('console.log(6 * 7)')), '42\n');
    await assert.rejects(
      run(node('console.error("no such table"); process.exit(3)')),
      /ended with 3\nno such table/,
    );
    await assert.rejects(
      run(['a-program-nobody-has']),
      /needs the program a-program-nobody-has/,
    );
  });
});
