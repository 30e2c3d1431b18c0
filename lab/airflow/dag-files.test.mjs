import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { run } from '../lib/processes.mjs';
import { DagFolder } from './dag-folder.mjs';
import { DagRepository } from './dag-repository.mjs';

let dir;
let source;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-lab-dags-'));
  source = join(dir, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'a.py'), 'a');
  writeFileSync(join(source, 'b.py'), 'b');
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('DagFolder', () => {
  it('writes, removes and goes back to the set it began with', async () => {
    const target = join(dir, 'dags');
    const dags = new DagFolder(target);
    await dags.reset(source);
    await dags.write('c.py', 'c');
    await dags.write('a.py', 'changed');
    await dags.remove('b.py');
    assert.deepEqual(readdirSync(target).sort(), ['a.py', 'c.py']);
    assert.equal(readFileSync(join(target, 'a.py'), 'utf8'), 'changed');

    await dags.reset(source);
    assert.deepEqual(readdirSync(target).sort(), ['a.py', 'b.py']);
    assert.equal(readFileSync(join(target, 'a.py'), 'utf8'), 'a');
  });
});

describe('DagRepository', () => {
  const files = async (dags, commit) =>
    (await run(['git', '-C', dags.path, 'ls-tree', '--name-only', commit]))
      .trim()
      .split('\n');

  it('publishes each change as a commit on main', async () => {
    const dags = new DagRepository(join(dir, 'service'));
    const first = await dags.reset(source);
    const second = await dags.write('c.py', 'c');
    const third = await dags.remove('a.py');
    assert.ok(existsSync(join(dags.path, 'HEAD')));
    assert.deepEqual(await files(dags, first), ['a.py', 'b.py']);
    assert.deepEqual(await files(dags, second), ['a.py', 'b.py', 'c.py']);
    assert.deepEqual(await files(dags, third), ['b.py', 'c.py']);
    assert.equal(
      (await run(['git', '-C', dags.path, 'rev-parse', 'main'])).trim(),
      third,
    );

    const back = await dags.reset(source);
    assert.deepEqual(await files(dags, back), ['a.py', 'b.py']);
  });

  it('makes no commit when nothing changed', async () => {
    const dags = new DagRepository(join(dir, 'service'));
    const first = await dags.reset(source);
    assert.equal(await dags.reset(source), first);
  });
});
