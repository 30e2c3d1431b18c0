import { recordedBody } from './__testUtils__/fixtures';
import { readDagFile, readDefinition } from './definitions';

const NONE = new Map<string, string[]>();
const uiUrl = 'https://airflow.example.com';

const dags2: any[] = recordedBody('v1', 'dags').dags;
const dags3: any[] = recordedBody('v2', 'dags').dags;

const of2 = (row: object, datasets = NONE) =>
  readDefinition(row, { uiUrl, major: 2, datasets });
const of3 = (row: object, datasets = NONE) =>
  readDefinition(row, { uiUrl, major: 3, datasets });

const dag2 = (id: string) => dags2.find(dag => dag.dag_id === id);
const dag3 = (id: string) => dags3.find(dag => dag.dag_id === id);

describe('readDefinition', () => {
  it('reads a DAG of 2.x', () => {
    expect(of2(dag2('hourly_batch'))).toEqual({
      externalId: 'hourly_batch',
      type: 'airflow-dag',
      description: 'Hourly orders batch v1',
      tags: ['team:data-platform', 'tier:1'],
      owners: ['data-platform'],
      schedule: '@hourly',
      nextRunAt: '2026-11-21T08:00:00.000Z',
      paused: false,
      url: 'https://airflow.example.com/dags/hourly_batch/grid',
    });
  });

  it('reads a DAG of 3.x', () => {
    expect(of3(dag3('hourly_batch'))).toMatchObject({
      externalId: 'hourly_batch',
      schedule: '0 * * * *',
      nextRunAt: '2026-11-21T08:00:00.000Z',
      url: 'https://airflow.example.com/dags/hourly_batch',
    });
  });

  const cron = (value: unknown) => ({
    schedule_interval: { __type: 'CronExpression', value },
  });

  it.each([
    ['a cron expression', cron('0 5 * * *'), '0 5 * * *'],
    [
      'a number of days and seconds',
      {
        schedule_interval: {
          __type: 'TimeDelta',
          days: 1,
          seconds: 5400,
          microseconds: 0,
        },
        timetable_description: '',
      },
      'every 1 day, 1 hour, and 30 minutes',
    ],
    [
      'a number of months',
      {
        schedule_interval: { __type: 'RelativeDelta', months: 1, days: 0 },
        timetable_description: null,
      },
      'every 1 month',
    ],
    [
      'a timetable of its own',
      {
        schedule_interval: null,
        timetable_description: 'After each working day of the exchange',
      },
      'After each working day of the exchange',
    ],
    [
      'only by hand',
      {
        schedule_interval: null,
        timetable_description: 'Never, external triggers only',
      },
      undefined,
    ],
    [
      'nothing',
      { schedule_interval: null, timetable_description: null },
      undefined,
    ],
  ])('says when a 2.x DAG runs: %s', (_, changes, schedule) => {
    expect(of2({ ...dags2[0], ...changes })?.schedule).toBe(schedule);
  });

  it.each([
    ['2.x', of2, () => dag2('asset_report'), 'Triggered by datasets'],
    ['3.x', of3, () => dag3('asset_report'), 'Triggered by assets'],
  ])('names the datasets that start a %s DAG', (_, read, dag, words) => {
    const one = new Map([['asset_report', ['s3://lake/orders']]]);
    const two = new Map([['asset_report', ['s3://b', 's3://a']]]);
    expect(read(dag())?.schedule).toBe(words);
    expect(read(dag(), one)?.schedule).toBe('on dataset s3://lake/orders');
    expect(read(dag(), two)?.schedule).toBe('on datasets s3://a, s3://b');
  });

  it('claims no next run while the DAG is paused', () => {
    const paused = of3({ ...dag3('hourly_batch'), is_paused: true });
    expect(paused).toMatchObject({ paused: true, nextRunAt: undefined });
  });

  it('has a title where people gave it one', () => {
    const dag = { ...dags3[0], dag_display_name: 'Orders, hourly' };
    expect(of3(dag)?.title).toBe('Orders, hourly');
    expect(of3(dags3[0])?.title).toBeUndefined();
  });

  it('reads what it can of a strange one', () => {
    expect(
      of2({ dag_id: '売上', tags: 'none', owners: null, is_paused: 'no' }),
    ).toEqual({
      externalId: '売上',
      type: 'airflow-dag',
      paused: false,
      url: 'https://airflow.example.com/dags/%E5%A3%B2%E4%B8%8A/grid',
    });
    expect(of2({ is_paused: false })).toBeUndefined();
  });
});

describe('readDagFile', () => {
  it.each([
    ['2.x', dags2, '/lab/airflow/dags2-dev/always_fails.py'],
    ['3.x', dags3, 'lab-git:always_fails.py'],
  ])('tells the file of a %s DAG as import errors name it', (_, dags, file) => {
    const dag = dags.find((each: any) => each.dag_id === 'always_fails');
    expect(readDagFile(dag)).toEqual({
      dagId: 'always_fails',
      files: expect.arrayContaining([file]),
    });
  });
});
