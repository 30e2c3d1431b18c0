import { recorded, recordedBody } from './__testUtils__/fixtures';
import { instant, readRun } from './runs';

const AIRFLOW_2 = { uiUrl: 'https://airflow.example.com', major: 2 as const };
const AIRFLOW_3 = { uiUrl: 'https://airflow.example.com', major: 3 as const };

const run = (row: object, airflow: typeof AIRFLOW_2 | typeof AIRFLOW_3) => {
  const read = readRun(row, airflow);
  if ('skipped' in read) throw new Error(read.skipped.reason);
  return read.run;
};

const of2 = (row: object) => run(row, AIRFLOW_2);
const of3 = (row: object) => run(row, AIRFLOW_3);

describe('readRun', () => {
  const runs2 = recordedBody('v1', 'dagRuns_limit1000').dag_runs;
  const runs3 = recordedBody('v2', 'dagRuns_limit1000').dag_runs;

  it('reads a scheduled run of 2.x', () => {
    expect(of2(runs2[0])).toEqual({
      pipelineExternalId: 'hourly_batch',
      externalId: 'scheduled__2026-11-21T05:00:00+00:00',
      state: 'success',
      runType: 'scheduled',
      runAfter: '2026-11-21T06:00:00.000Z',
      logicalDate: '2026-11-21T05:00:00.000Z',
      dataIntervalStart: '2026-11-21T05:00:00.000Z',
      dataIntervalEnd: '2026-11-21T06:00:00.000Z',
      startedAt: '2026-11-21T06:55:47.323Z',
      endedAt: '2026-11-21T06:55:57.565Z',
      url: 'https://airflow.example.com/dags/hourly_batch/grid?dag_run_id=scheduled__2026-11-21T05%3A00%3A00%2B00%3A00',
    });
  });

  it('reads a manual run of 3.x, which has no logical date and no interval', () => {
    const manual = runs3.find((row: any) => row.run_type === 'manual');
    expect(of3(manual)).toEqual({
      pipelineExternalId: 'hourly_batch',
      externalId: 'manual__2026-11-21T07:12:13.984264+00:00',
      state: 'success',
      runType: 'manual',
      runAfter: '2026-11-21T07:12:13.984Z',
      queuedAt: '2026-11-21T07:12:14.148Z',
      startedAt: '2026-11-21T07:12:14.637Z',
      endedAt: '2026-11-21T07:12:30.109Z',
      version: '6e861fc25f0b4274be851b867c55e5abb5975188',
      url: 'https://airflow.example.com/dags/hourly_batch/runs/manual__2026-11-21T07%3A12%3A13.984264%2B00%3A00',
      note: 'lab',
    });
  });

  it.each([
    ['2.x', runs2, AIRFLOW_2],
    ['3.x', runs3, AIRFLOW_3],
  ])('reads every recorded run of %s', (_, rows, airflow) => {
    const types = rows.map((row: object) => run(row, airflow).runType);
    expect(new Set(types)).toEqual(new Set(['scheduled', 'manual', 'dataset']));
  });

  it.each([
    ['the end of the interval', {}, '2026-11-21T06:00:00.000Z'],
    [
      'run_after where there is none',
      { data_interval_end: null, run_after: '2026-11-21T08:00:00Z' },
      '2026-11-21T08:00:00.000Z',
    ],
    [
      'the logical date where there is neither',
      { data_interval_end: null },
      '2026-11-21T05:00:00.000Z',
    ],
    [
      'the execution date of an early 2.x',
      { data_interval_end: null, logical_date: null },
      '2026-11-21T05:00:00.000Z',
    ],
    [
      'when it was queued, where it has no date at all',
      {
        data_interval_end: null,
        logical_date: null,
        execution_date: null,
        queued_at: '2026-11-21T09:00:00Z',
      },
      '2026-11-21T09:00:00.000Z',
    ],
  ])('puts a run at %s', (_, changes, runAfter) => {
    expect(of2({ ...runs2[0], ...changes }).runAfter).toBe(runAfter);
  });

  it.each([
    ['queued', 'queued'],
    ['running', 'running'],
    ['success', 'success'],
    ['failed', 'failed'],
    ['restarting', 'unknown'],
    [null, 'unknown'],
    [7, 'unknown'],
  ])('calls state %s %s', (state, expected) => {
    expect(of2({ ...runs2[0], state }).state).toBe(expected);
  });

  it.each([
    ['scheduled', 'scheduled'],
    ['manual', 'manual'],
    ['backfill', 'backfill'],
    ['dataset_triggered', 'dataset'],
    ['asset_triggered', 'dataset'],
    ['asset_materialization', 'manual'],
    ['operator_triggered', 'manual'],
    ['yet_to_be_invented', 'manual'],
  ])('calls type %s %s', (type, expected) => {
    expect(of3({ ...runs3[0], run_type: type }).runType).toBe(expected);
  });

  it.each([
    ['the bundle version', {}, '6e861fc25f0b4274be851b867c55e5abb5975188'],
    [
      'the number of the last DAG version where the bundle has none',
      {
        bundle_version: null,
        dag_versions: [{ version_number: 2 }, { version_number: 10 }],
      },
      'v10',
    ],
    [
      'nothing where nothing is known',
      { bundle_version: null, dag_versions: [] },
      undefined,
    ],
  ])('takes for the version %s', (_, changes, version) => {
    expect(of3({ ...runs3[0], ...changes }).version).toBe(version);
  });

  it('tells versions of runs apart after deployments', () => {
    const versions = recordedBody('v2', 'dagRuns_after_deploys').dag_runs.map(
      (row: object) => of3(row).version,
    );
    expect(new Set(versions).size).toBeGreaterThan(1);
  });

  it('follows a run that is cleared, which loses its dates', () => {
    const { before, during, after } = recorded('v2', 'clear_run');
    expect(
      [before, during[0], after].map(row => {
        const { state, endedAt } = of3(row);
        return [state, endedAt];
      }),
    ).toEqual([
      ['success', '2026-11-21T07:12:30.109Z'],
      ['queued', undefined],
      ['success', '2026-11-21T07:16:59.340Z'],
    ]);
  });

  it('keeps names in any script and of any length', () => {
    const dagId = `données_売上_${'x'.repeat(2000)}`;
    const read = of3({ ...runs3[0], dag_id: dagId, dag_run_id: 'a/b?c#d %' });
    expect(read.pipelineExternalId).toBe(dagId);
    expect(read.url).toContain('/runs/a%2Fb%3Fc%23d%20%25');
  });

  it.each([
    [
      'one without an id',
      { dag_run_id: null },
      { title: 'A run without an identity', reason: 'It has no dag_run_id' },
    ],
    [
      'one without any date',
      {
        data_interval_end: 'yesterday',
        logical_date: null,
        execution_date: null,
        start_date: null,
      },
      {
        title: 'hourly_batch scheduled__2026-11-21T05:00:00+00:00',
        reason: expect.stringContaining('None of its dates'),
        pipeline: 'hourly_batch',
      },
    ],
  ])('skips %s, and says why', (_, changes, skipped) => {
    expect(readRun({ ...runs2[0], ...changes }, AIRFLOW_2)).toEqual({
      skipped,
    });
  });

  it.each([[null], ['run'], [[]]])('skips %p', row => {
    expect(readRun(row, AIRFLOW_2)).toHaveProperty('skipped');
  });
});

describe('instant', () => {
  it.each([
    ['2026-11-21T07:12:13.984264+00:00', '2026-11-21T07:12:13.984Z'],
    ['2026-11-21T08:12:13+01:00', '2026-11-21T07:12:13.000Z'],
    ['2026-11-21T07:12:13', '2026-11-21T07:12:13.000Z'],
    ['never', undefined],
    [undefined, undefined],
  ])('reads %s as %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });
});
