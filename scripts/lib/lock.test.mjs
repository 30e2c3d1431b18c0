import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { heldLock, readLock, takeLock, withLock } from './lock.mjs';
import { identify, isRunning, startGroup } from './processes.mjs';

const busy = () => 'it runs already';

describe('a lock', () => {
  let dir;
  before(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-lock-'));
  });
  after(() => fs.rmSync(dir, { recursive: true, force: true }));

  it('keeps a second one off, until it is released', async () => {
    const file = path.join(dir, 'one.lock');
    const lock = await takeLock(file, { busy, url: 'http://localhost:3000' });
    assert.equal(heldLock(file).url, 'http://localhost:3000');
    await assert.rejects(takeLock(file, { busy }), {
      name: 'UserError',
      message: 'it runs already',
    });
    lock.release();
    assert.equal(fs.existsSync(file), false);
    (await takeLock(file, { busy })).release();
  });

  it('of a process that died is taken over', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const owner = identify(child.pid);
    await once(child, 'exit');
    const file = path.join(dir, 'stale.lock');
    fs.writeFileSync(file, JSON.stringify({ owner, children: [] }));
    assert.equal(heldLock(file), undefined);
    const lock = await takeLock(file, { busy });
    assert.equal(readLock(file).owner.pid, process.pid);
    lock.release();
  });

  it('of a number that another process has got since is taken over', async () => {
    const file = path.join(dir, 'reused.lock');
    const owner = { pid: process.pid, started: 'long ago' };
    fs.writeFileSync(file, JSON.stringify({ owner, children: [] }));
    (await takeLock(file, { busy })).release();
  });

  it('that a crash left half-written is taken over', async () => {
    const file = path.join(dir, 'broken.lock');
    fs.writeFileSync(file, '{"owner":');
    (await takeLock(file, { busy })).release();
  });

  it('that is taken over ends what its owner left running, and nothing else', async () => {
    const logFile = path.join(dir, 'child.log');
    const forever = ['-e', 'setInterval(() => {}, 1000)'];
    const left = startGroup(process.execPath, forever, { logFile });
    const stranger = startGroup(process.execPath, forever, { logFile });
    const file = path.join(dir, 'orphans.lock');
    const dead = { pid: 999999, started: 'long ago' };
    fs.writeFileSync(
      file,
      JSON.stringify({
        owner: dead,
        children: [
          identify(left.pid),
          { pid: stranger.pid, started: 'before' },
        ],
      }),
    );
    (await takeLock(file, { busy })).release();
    assert.equal(await left.exited, 'SIGTERM');
    assert.equal(isRunning(identify(stranger.pid)), true);
    process.kill(stranger.pid, 'SIGKILL');
    await stranger.exited;
  });

  it('makes work under it wait for its turn', async () => {
    const file = path.join(dir, 'turns.lock');
    const order = [];
    const first = await takeLock(file, { busy });
    const second = withLock(file, async () => order.push('second'));
    order.push('first');
    first.release();
    await second;
    assert.deepEqual(order, ['first', 'second']);
  });
});
