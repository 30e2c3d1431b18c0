import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  familyOf,
  identityOf,
  parseProcStat,
  parsePsLine,
} from './process-table.mjs';

const row = (pid, parent, group = pid) => ({
  pid,
  parent,
  group,
  identity: `${pid}`,
  residentKiB: 0,
});

describe('parseProcStat', () => {
  const stat = (command, state) =>
    `4711 (${command}) ${state} 1 4711 4700 0 -1 4194560 1 0 0 0 5 6 0 0 25 5 1 0 987654 1000 250 0`;

  it('reads the session, the start and the memory', () => {
    assert.deepEqual(parseProcStat(stat('postgres', 'S'), 'boot'), {
      pid: 4711,
      parent: 1,
      group: 4700,
      identity: 'boot-987654',
      residentKiB: 1000,
    });
  });

  it('is not misled by a command that looks like the rest of the line', () => {
    assert.equal(parseProcStat(stat('a) Z 9 (b', 'S'), 'boot').parent, 1);
  });

  it('counts a zombie as ended', () => {
    assert.equal(parseProcStat(stat('postgres', 'Z'), 'boot'), undefined);
  });
});

describe('parsePsLine', () => {
  it('reads what macOS tells', () => {
    assert.deepEqual(
      parsePsLine('  501     1   501 Ss     2048 Sat Nov 21 09:00:00 2026'),
      {
        pid: 501,
        parent: 1,
        group: 501,
        identity: 'Sat Nov 21 09:00:00 2026',
        residentKiB: 2048,
      },
    );
  });

  it('skips zombies and empty lines', () => {
    assert.equal(
      parsePsLine(' 501 1 501 Z 0 Sat Nov 21 09:00:00 2026'),
      undefined,
    );
    assert.equal(parsePsLine(''), undefined);
  });
});

describe('familyOf', () => {
  const table = [
    row(10, 1),
    row(11, 10),
    row(12, 11, 12),
    row(13, 1, 10),
    row(14, 13, 14),
    row(20, 1),
  ];

  it('has the leader, its group, and descendants that left the group', () => {
    assert.deepEqual(
      familyOf(10, table).map(each => each.pid),
      [10, 11, 12, 13, 14],
    );
  });

  it('still has the rest of the group when the leader is gone', () => {
    const orphans = table.filter(each => each.pid !== 10);
    assert.deepEqual(
      familyOf(10, orphans).map(each => each.pid),
      [13, 14],
    );
  });
});

describe('identityOf', () => {
  it('stays the same while a process runs, and is unknown for none', () => {
    assert.equal(identityOf(process.pid), identityOf(process.pid));
    assert.ok(identityOf(process.pid));
    assert.equal(identityOf(2 ** 30), undefined);
  });
});
