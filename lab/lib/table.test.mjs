import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alignColumns, duration, statusTable } from './table.mjs';

describe('duration', () => {
  for (const [seconds, text] of [
    [0, '0 s'],
    [59, '59 s'],
    [59.6, '59 s'],
    [60, '1 min'],
    [3599, '59 min'],
    [3600, '1 h 0 min'],
    [93_780, '26 h 3 min'],
  ]) {
    it(`writes ${seconds} seconds as ${text}`, () =>
      assert.equal(duration(seconds), text));
  }
});

describe('alignColumns', () => {
  it('gives each column the width of its longest cell and leaves no blanks at the end', () => {
    const rows = [
      ['A', 'LONG'],
      ['longer', 'b'],
    ];
    assert.equal(alignColumns(rows), 'A       LONG\nlonger  b');
  });
});

describe('statusTable', () => {
  const stopped = {
    name: 'postgres',
    title: 'PostgreSQL',
    state: 'stopped',
    address: '127.0.0.1:1',
    pids: [],
  };
  const up = {
    ...stopped,
    name: 'airflow3',
    title: 'Airflow',
    state: 'up',
    upSeconds: 61,
    memoryMiB: 512,
    pids: [7, 9],
  };

  it('shows what runs with its memory, age and processes, and dashes for what does not', () => {
    const [, first, second] = statusTable([stopped, up]).split('\n');
    assert.deepEqual(first.split(/\s{2,}/), [
      'postgres',
      'stopped',
      '127.0.0.1:1',
      '-',
      '-',
      '-',
      'PostgreSQL',
    ]);
    assert.deepEqual(second.split(/\s{2,}/), [
      'airflow3',
      'up',
      '127.0.0.1:1',
      '1 min',
      '512 MiB',
      '7 9',
      'Airflow',
    ]);
  });

  it('says why something is not well', () => {
    const text = statusTable([
      { ...up, state: 'crashed', reason: 'ended: scheduler' },
    ]);
    assert.match(text, /crashed.*Airflow: ended: scheduler$/);
  });
});
