import type { WantedTasks } from '@sluice/plugin-pipelines-node';
import { recordedBody } from './__testUtils__/fixtures';
import { SourceRig } from './__testUtils__/SourceRig';
import { readingsOf } from './wantedTasks';

const wanted = (
  dag: string,
  run: string,
  ...taskIds: string[]
): WantedTasks => ({ pipelineExternalId: dag, runExternalId: run, taskIds });

const instance = (task: string, state: string | null, more: object = {}) =>
  ({
    task_id: task,
    map_index: -1,
    state,
    try_number: 1,
    end_date: '2026-11-21T05:00:00Z',
    ...more,
  } as any);

describe('readingsOf', () => {
  const read = (...instances: any[]) => {
    const [{ state, endedAt, tries }] = readingsOf(
      wanted('close', 'r1', 'load'),
      instances,
    );
    return [state, endedAt, tries];
  };
  const five = '2026-11-21T05:00:00.000Z';
  const six = '2026-11-21T06:00:00.000Z';

  it.each([
    ['done', [instance('load', 'success')], ['success', five, 1]],
    [
      'mapped: with its last instance',
      [
        instance('load', 'success', { map_index: 0 }),
        instance('load', 'success', {
          map_index: 1,
          end_date: '2026-11-21T06:00:00Z',
          try_number: 2,
        }),
      ],
      ['success', six, 3],
    ],
    [
      'mapped: one instance goes on',
      [instance('load', 'success'), instance('load', 'running')],
      ['open', undefined, 2],
    ],
    [
      'mapped: one failed',
      [instance('load', 'success'), instance('load', 'failed')],
      ['failed', undefined, 2],
    ],
    ['skipped', [instance('load', 'skipped')], ['failed', undefined, 1]],
    [
      'waiting for a retry',
      [instance('load', 'up_for_retry')],
      ['open', undefined, 1],
    ],
    ['not scheduled yet', [instance('load', null)], ['open', undefined, 1]],
    [
      'declared a success by hand',
      [instance('load', 'success', { try_number: 0 })],
      ['success', five, 0],
    ],
    [
      'a success without an end',
      [instance('load', 'success', { end_date: null })],
      ['open', undefined, 1],
    ],
    [
      'not part of the run',
      [instance('mail', 'success')],
      ['absent', undefined, undefined],
    ],
  ])('%s', (_, instances, expected) => {
    expect(read(...instances)).toEqual(expected);
  });
});

describe.each([2 as const, 3 as const])('wanted tasks, Airflow %i', major => {
  const fixtures = major === 2 ? 'v1' : 'v2';
  let rig: SourceRig;

  beforeEach(async () => {
    rig = await SourceRig.start(major);
  });

  afterEach(() => rig.stop());

  it('are read from a recorded list', async () => {
    const { task_instances: rows } = recordedBody(
      fixtures,
      'taskInstances_list_post',
    );
    rig.airflow.tasks = rows;
    rig.store.wanted = [wanted('always_fails', 'lab-fail-1', 'boom', 'other')];
    await rig.sweep();
    expect(rig.store.tasks).toEqual([
      expect.objectContaining({
        pipelineExternalId: 'always_fails',
        runExternalId: 'lab-fail-1',
        taskId: 'boom',
        state: 'failed',
        tries: 1,
      }),
      expect.objectContaining({ taskId: 'other', state: 'absent' }),
    ]);
  });

  it('of many runs take a request for fifty of them, and their pages', async () => {
    rig.store.wanted = Array.from({ length: 120 }, (_, i) =>
      wanted(`dag_${i % 7}`, `run ${i}`, 'load'),
    );
    rig.airflow.tasks = rig.store.wanted.flatMap(run => [
      instance('load', 'success', {
        dag_id: run.pipelineExternalId,
        dag_run_id: run.runExternalId,
      }),
    ]);
    rig.airflow.pageCap = 40;
    await rig.sweep();
    expect(rig.airflow.taskQuestions).toHaveLength(2 + 2 + 1);
    expect(rig.store.tasks).toHaveLength(120);
    expect(new Set(rig.store.tasks.map(task => task.state))).toEqual(
      new Set(['success']),
    );
  });

  it('are not asked for where nobody wants them', async () => {
    await rig.sweep();
    expect(rig.airflow.taskQuestions).toEqual([]);
  });

  it('are read run by run where Airflow knows no such list', async () => {
    rig.airflow.knowsTasksByRun = false;
    rig.put(1);
    rig.airflow.tasks = [instance('load', 'success')];
    rig.store.wanted = [
      wanted('dag_1', 'run 1', 'load'),
      wanted('dag_1', 'deleted', 'load'),
    ];
    await rig.sweep();
    expect(rig.store.tasks).toMatchObject([
      { runExternalId: 'run 1', taskId: 'load', state: 'success' },
    ]);
  });
});
