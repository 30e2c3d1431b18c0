import { recordedBody } from './__testUtils__/fixtures';
import type { HealthBody } from './bodies';
import {
  clockSkewIssues,
  dagWarningIssues,
  healthIssues,
  importErrorIssues,
} from './issues';

describe('importErrorIssues', () => {
  it('tells a broken file of 2.x, and which pipeline it is', () => {
    const { import_errors: errors } = recordedBody(
      'v1',
      'importErrors_existing_dag',
    );
    const dags = new Map([
      ['/lab/airflow/dags2-dev/hourly_batch.py', ['hourly_batch']],
    ]);
    expect(importErrorIssues(errors, dags)).toEqual([
      expect.objectContaining({
        kind: 'import-error',
        title: '/lab/airflow/dags2-dev/broken_import.py',
        message: expect.stringContaining(
          "No module named 'module_that_does_not_exist_xyz'",
        ),
        pipeline: undefined,
      }),
      expect.objectContaining({
        message: expect.stringContaining('ValueError: bad deploy'),
        pipeline: 'hourly_batch',
        at: '2026-11-21T07:05:12.903Z',
      }),
    ]);
  });

  it('tells files of 3.x apart by bundle', () => {
    const { import_errors: errors } = recordedBody(
      'v2',
      'importErrors_bad_deploy',
    );
    const pipelinesOf = (file: string, ids: string[]) =>
      importErrorIssues(errors, new Map([[file, ids]])).map(
        issue => issue.pipeline,
      );
    expect(pipelinesOf('lab-git:slow_run.py', ['slow_run'])).toEqual([
      undefined,
      'slow_run',
    ]);
    expect(pipelinesOf('other:slow_run.py', ['slow_run'])).toEqual([
      undefined,
      undefined,
    ]);
    // A file of several DAGs is nobody's in particular.
    expect(pipelinesOf('lab-git:slow_run.py', ['a', 'b'])[1]).toBeUndefined();
  });

  it('keeps the end of a long trace, and no password', () => {
    const [issue] = importErrorIssues(
      [
        {
          filename: 'a.py',
          bundle_name: undefined,
          timestamp: undefined,
          stack_trace: `${'x'.repeat(
            9000,
          )} at postgresql://etl:fake-secret@db/lake\nValueError: no`,
        },
      ],
      new Map(),
    );
    expect(issue.message.length).toBeLessThan(4100);
    expect(issue.message).toMatch(
      /postgresql:\/\/etl:\*\*\*@db\/lake\nValueError: no$/,
    );
  });

  it('says so where the user may not see the trace', () => {
    const [issue] = importErrorIssues(
      [
        {
          filename: 'a.py',
          bundle_name: undefined,
          timestamp: undefined,
          stack_trace: undefined,
        },
      ],
      new Map(),
    );
    expect(issue.message).toBe('Airflow shows this user no stack trace');
  });

  it('says how many there are rather than list thousands', () => {
    const errors = Array.from({ length: 1000 }, (_, i) => ({
      filename: `${i}.py`,
      bundle_name: undefined,
      timestamp: undefined,
      stack_trace: 'x',
    }));
    const issues = importErrorIssues(errors, new Map());
    expect(issues).toHaveLength(200);
    expect(issues[199].title).toBe('801 more');
  });
});

describe('dagWarningIssues', () => {
  it('tells what Airflow warns of', () => {
    expect(
      dagWarningIssues([
        {
          dag_id: 'sales',
          warning_type: 'non-existent pool',
          message: "Dag 'sales' references non-existent pools: ['etl']",
          timestamp: '2026-11-21T07:00:00+00:00',
        },
      ]),
    ).toEqual([
      {
        kind: 'dag-warning',
        title: 'sales: non-existent pool',
        message: "Dag 'sales' references non-existent pools: ['etl']",
        pipeline: 'sales',
        at: '2026-11-21T07:00:00.000Z',
      },
    ]);
  });
});

describe('healthIssues', () => {
  it.each(['v1', 'v2'] as const)('says nothing of a healthy %s', version => {
    const health: HealthBody = recordedBody(version, 'health');
    expect(healthIssues(health)).toEqual([]);
  });

  it('says what an unhealthy scheduler means', () => {
    const health: HealthBody = {
      ...recordedBody('v1', 'health'),
      scheduler: {
        status: 'unhealthy',
        latest_scheduler_heartbeat: '2026-11-21T07:00:16.724518+00:00',
      },
    };
    expect(healthIssues(health)).toEqual([
      {
        kind: 'scheduler',
        title: 'scheduler',
        message:
          'Airflow says its scheduler is unhealthy, last heard of at 2026-11-21T07:00:16.724Z: no run starts until it is back',
        at: '2026-11-21T07:00:16.724Z',
      },
    ]);
  });
});

describe('clockSkewIssues', () => {
  it.each([
    [undefined, []],
    [60, []],
    [-60, []],
    [61, ["Airflow's clock is 61 s ahead of ours"]],
    [-3600, ["Airflow's clock is 3600 s behind ours"]],
  ])('of %s s says %j', (seconds, expected) => {
    const messages = clockSkewIssues(seconds).map(
      issue => issue.message.split(':')[0],
    );
    expect(messages).toEqual(expected);
  });
});
