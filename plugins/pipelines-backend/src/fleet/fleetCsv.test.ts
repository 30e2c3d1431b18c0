import { text } from 'node:stream/consumers';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { csvCell, csvRecord, fleetCsv } from './fleetCsv';

describe('csvCell', () => {
  it.each([
    ['=cmd|calc', "'=cmd|calc"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\t=1', "'\t=1"],
    ['a=1', 'a=1'],
    [-1, '-1'],
    [true, 'true'],
    [undefined, ''],
  ])('%j becomes %j', (value, expected) => {
    expect(csvCell(value)).toBe(expected);
  });
});

const ROW: FleetRow = {
  entityRef: 'component:default/close-day',
  name: 'close-day',
  type: 'airflow-dag',
  owner: 'group:default/finance',
  lifecycle: 'production',
  classification: ['sox'],
  demo: false,
  discovered: false,
  status: 'late',
  statusReason: {
    code: 'overdue-running',
    dueAt: '2026-11-21T06:45:00.000Z',
  },
  recentRuns: [],
  scheduledRuns30d: 0,
  succeededRuns30d: 0,
  environments: [],
};

describe('csvRecord', () => {
  it('says why in words, with times that are the same wherever the file is opened', () => {
    expect(csvRecord(ROW)).toContain(
      'Due 2026-11-21 06:45 UTC and still running',
    );
  });

  it('says how the worst SLO stands, with a negative rest as a number', async () => {
    const stream = fleetCsv();
    stream.end(
      csvRecord({
        ...ROW,
        slo: {
          id: 7,
          name: 'by-six',
          kind: 'deadline',
          status: 'exhausted',
          target: 95,
          missesLeft: -1,
          remainingRatio: -1.5,
        },
      }),
    );
    const [header, line] = (await text(stream)).split('\n');
    const columns = header.split(',');
    const from = columns.indexOf('slo');
    expect(columns.slice(from, from + 5)).toEqual([
      'slo',
      'sloStatus',
      'sloTarget',
      'missesLeft',
      'budgetLeft',
    ]);
    expect(line.split(',').slice(from, from + 5)).toEqual([
      'by-six',
      'exhausted',
      '95',
      '-1',
      '-1.5',
    ]);
  });
});
