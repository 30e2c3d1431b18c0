import { AirflowRunSource } from './AirflowRunSource';
import { FakeAirflow } from './__testUtils__/FakeAirflow';
import { recordedBody } from './__testUtils__/fixtures';
import { anInstance } from './__testUtils__/instance';
import { MemoryStore } from './__testUtils__/MemoryStore';
import { MINUTE, START, SourceRig } from './__testUtils__/SourceRig';

describe.each([2 as const, 3 as const])(
  'AirflowRunSource, Airflow %i',
  major => {
    const fixtures = major === 2 ? 'v1' : 'v2';
    let rig: SourceRig;

    beforeEach(async () => {
      rig = await SourceRig.start(major);
    });

    afterEach(() => rig.stop());

    it('takes its name for its id', () => {
      expect(rig.source).toMatchObject({
        id: 'airflow-prod',
        title: 'airflow-prod',
        environment: 'prod',
        technology: 'airflow',
        schedule: { intervalSeconds: 30, timeoutSeconds: 55 },
      });
    });

    it('reads what a real Airflow recorded: runs, DAGs, issues, version', async () => {
      const { dag_runs: runs } = recordedBody(fixtures, 'dagRuns_limit1000');
      for (const run of runs) rig.airflow.putRun(run);
      rig.airflow.dags = recordedBody(fixtures, 'dags').dags;
      rig.airflow.importErrors = recordedBody(
        fixtures,
        'importErrors',
      ).import_errors;
      rig.airflow.datasets =
        major === 2
          ? recordedBody('v1', 'datasets').datasets
          : recordedBody('v2', 'assets').assets;
      await rig.sweep();
      expect(rig.store.runs.size).toBe(runs.length);
      expect(rig.store.definitions.get('asset_report')).toMatchObject({
        schedule: 'on dataset s3://lake/orders/hourly',
      });
      expect(rig.store.issues).toEqual([
        expect.objectContaining({
          kind: 'import-error',
          title: expect.stringContaining('broken_import.py'),
        }),
      ]);
      expect(rig.store.version).toBe(rig.airflow.version);
    });

    it('reads only the DAGs it should', async () => {
      await rig.reconnect({ dags: { include: '^dag_', exclude: '_3$' } });
      rig.putMany(7);
      rig.airflow.putRun({ dag_id: 'other', dag_run_id: 'run' });
      for (const id of ['dag_2', 'dag_3', 'other']) rig.airflow.addDag(id);
      await rig.sweep();
      expect([...rig.store.definitions.keys()]).toEqual(['dag_2']);
      expect(rig.store.runs.size).toBe(6);
    });

    it.each([
      ['HTML', { status: 200, body: '<html>' }, 'answered HTML, not JSON'],
      ['a refusal', { status: 401 }, 'refused the login of user sluice (401)'],
      [
        'JSON of something else',
        { status: 200, body: '[]' },
        'without dag_runs',
      ],
      ['truncated JSON', { status: 200, body: '{"dag_runs": [' }, 'breaks off'],
    ])(
      'says what is wrong with %s, and goes on after it',
      async (_, fault, message) => {
        rig.put(1);
        rig.airflow.onRequest = path =>
          path.endsWith('/dagRuns') ? fault : undefined;
        await expect(rig.sweep()).rejects.toThrow(message);
        rig.airflow.onRequest = () => {};
        await rig.sweep();
        expect(rig.store.runs.size).toBe(1);
      },
    );

    it('ends when aborted', async () => {
      rig.putMany(1000);
      const aborter = new AbortController();
      rig.airflow.onRequest = path => {
        if (path.endsWith('/dagRuns')) aborter.abort(new Error('stopped'));
      };
      await expect(rig.sweep({ signal: aborter.signal })).rejects.toThrow(
        'stopped',
      );
      rig.airflow.onRequest = () => {};
      await rig.sweep();
      expect(rig.store.runs.size).toBe(1000);
    });

    it('reads the tasks of a run, without a sweep before', async () => {
      rig.put(1);
      rig.airflow.tasks = recordedBody(
        fixtures,
        'taskInstances',
      ).task_instances;
      const run = { pipelineExternalId: 'dag_1', externalId: 'run 1' };
      const ask = { signal: new AbortController().signal };
      expect(await rig.source.readTasks(run, ask)).toEqual([
        expect.objectContaining({ taskId: 'boom', state: 'failed' }),
      ]);
      await expect(
        rig.source.readTasks({ ...run, externalId: 'gone' }, ask),
      ).rejects.toThrow(
        expect.objectContaining({
          name: 'NotFoundError',
          message: 'Airflow airflow-prod no longer has the run gone of dag_1',
        }),
      );
      rig.airflow.onRequest = () => ({ status: 503 });
      await expect(rig.source.readTasks(run, ask)).rejects.toThrow(
        expect.objectContaining({ name: 'ServiceUnavailableError' }),
      );
    });
  },
);

describe('AirflowRunSource, upgraded from 2 to 3', () => {
  it('finds the new API, and goes on from its watermark', async () => {
    let time = START;
    const airflow = await FakeAirflow.start(2);
    airflow.now = () => new Date(time);
    const source = AirflowRunSource.create({
      instance: anInstance(airflow.url),
      retry: { retries: 0 },
    });
    const store = new MemoryStore();
    const sweep = (options = {}) =>
      store.sweep(source, { now: () => new Date(time), ...options });
    const put = (index: number) =>
      airflow.putRun({ dag_id: 'sales', dag_run_id: `run ${index}` });
    for (let i = 0; i < 500; i++) put(i);
    await sweep({ dieAfter: 1 });
    expect(store.version).toBeUndefined();

    airflow.version = '3.3.2';
    airflow.health = recordedBody('v2', 'health');
    time += MINUTE;
    put(501);
    await sweep();
    await sweep();
    expect(store.runs.size).toBe(501);
    expect(store.version).toBe('3.3.2');
    expect(store.runs.get('sales/run 501')?.url).toContain('/runs/run%20501');
    await source.close();
    await airflow.stop();
  });
});
