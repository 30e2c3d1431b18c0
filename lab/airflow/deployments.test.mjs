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
import { Deployments } from './deployments.mjs';
import { Sync } from './sync-folder.mjs';

let dir;
let deployments;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-lab-deployments-'));
  const source = join(dir, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'a.py'), 'a');
  writeFileSync(join(source, 'b.py'), 'b');
  deployments = new Deployments({ dir: join(dir, 'here'), source });
  await deployments.ensure();
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('Deployments', () => {
  it('begins with a DAG by each of two people, and nothing deployed', async () => {
    const head = await deployments.head('main');
    assert.equal((await deployments.log('main')).length, 2);
    assert.equal(await deployments.message(head), 'Add b.py');
    assert.equal(await deployments.show(head, 'dags/a.py'), 'a');
    const deployed = await deployments.head('deployed');
    await assert.rejects(deployments.show(deployed, 'dags/a.py'));
    assert.equal(
      await deployments.show(deployed, 'prod/lab-orders/.gitkeep'),
      '',
    );
  });

  it('takes commits, and is left alone unless it is to begin again', async () => {
    const commit = await deployments.commit({
      files: { 'dags/c.py': 'c', 'dags/a.py': null },
      message: 'Work',
      author: 'deniz',
    });
    await deployments.ensure();
    assert.equal(await deployments.head('main'), commit);
    const again = await deployments.reset();
    assert.notEqual(again, commit);
    assert.equal((await deployments.log('main')).length, 2);
    assert.deepEqual(readdirSync(join(dir, 'here')), ['orders.git']);
  });
});

describe('Sync', () => {
  it('puts each commit there whole, and keeps the last ones', async () => {
    const target = join(dir, 'dags');
    const versions = join(dir, 'versions');
    const sync = new Sync({
      repository: deployments.path,
      folder: 'dev/lab-orders',
      target,
      versions,
    });
    await sync.follow();
    let commit;
    for (let i = 0; i < 6; i++) {
      commit = await deployments.commit({
        files: { 'dev/lab-orders/a.py': `a${i}` },
        message: 'Deploy',
        branch: 'deployed',
      });
      assert.equal(await sync.follow(), commit);
      assert.equal(readFileSync(join(target, 'a.py'), 'utf8'), `a${i}`);
    }
    assert.equal(await sync.follow(), undefined);
    assert.equal(
      readFileSync(join(target, '.sluice-commit'), 'utf8').trim(),
      commit,
    );
    assert.equal(readdirSync(versions).length, 4);
    assert.ok(existsSync(join(versions, commit, 'a.py')));
  });
});
