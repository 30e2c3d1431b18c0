import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { csvCell, csvRecord } from './fleetCsv';

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

describe('csvRecord', () => {
  it('says why in words, with times that are the same wherever the file is opened', () => {
    const row: FleetRow = {
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
    expect(csvRecord(row)).toContain(
      'Due 2026-11-21 06:45 UTC and still running',
    );
  });
});
