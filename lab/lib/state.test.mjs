import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { StateFile } from './state.mjs';

const started = (name, pid = 1) => ({
  name,
  pid,
  identity: `boot-${pid}`,
  stopSignal: 'SIGTERM',
});

describe('StateFile', () => {
  let dir;
  let path;
  let state;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-lab-state-'));
    path = join(dir, 'deep/state.json');
    state = new StateFile(path);
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('is empty when there is no file', () => {
    assert.deepEqual(state.read(), { services: {} });
    assert.equal(state.service('postgres'), undefined);
  });

  it('keeps what was started, also for another reader', () => {
    state.begin('postgres', 18432, new Date('2026-01-02T03:04:05Z'));
    state.add('postgres', started('postgres', 42));
    assert.deepEqual(new StateFile(path).service('postgres'), {
      port: 18432,
      startedAt: '2026-01-02T03:04:05.000Z',
      processes: [started('postgres', 42)],
    });
  });

  it('replaces a process that was started again', () => {
    state.begin('airflow3', 1);
    state.add('airflow3', started('scheduler', 1));
    state.add('airflow3', started('api-server', 2));
    state.add('airflow3', started('scheduler', 3));
    const pids = state.service('airflow3').processes.map(each => each.pid);
    assert.deepEqual(pids, [2, 3]);
  });

  it('keeps the port of a service whose processes were stopped', () => {
    state.begin('airflow3', 1234);
    state.add('airflow3', started('scheduler'));
    state.drop('airflow3', ['scheduler']);
    assert.equal(state.service('airflow3').port, 1234);
    assert.deepEqual(state.service('airflow3').processes, []);
  });

  it('drops nothing from a service it does not know', () => {
    state.drop('airflow3', ['scheduler']);
    assert.deepEqual(state.read(), { services: {} });
  });

  it('leaves no file behind once everything is forgotten', () => {
    state.begin('postgres', 1);
    state.begin('airflow3', 2);
    state.forget('postgres');
    assert.deepEqual(Object.keys(state.read().services), ['airflow3']);
    state.forget('airflow3');
    assert.deepEqual(readdirSync(join(dir, 'deep')), []);
  });

  it('names the file when it is damaged', () => {
    writeFileSync(join(dir, 'bad.json'), '{');
    assert.throws(
      () => new StateFile(join(dir, 'bad.json')).read(),
      /bad\.json can't be read/,
    );
  });
});
