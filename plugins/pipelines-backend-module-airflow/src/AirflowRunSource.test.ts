import { AirflowRunSource } from './AirflowRunSource';
import { FakeAirflow } from './__testUtils__/FakeAirflow';
import { recorded, recordedBody } from './__testUtils__/fixtures';
import { anInstance } from './__testUtils__/instance';
import { MemoryStore } from './__testUtils__/MemoryStore';

const START = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;

describe.each([2 as const, 3 as const])(
  'AirflowRunSource, Airflow %i',
  major => {
    const fixtures = major === 2 ? 'v1' : 'v2';
    let airflow: FakeAirflow;
    let source: AirflowRunSource;
    let store: MemoryStore;
    let time: number;

    const now = () => new Date(time);
    const connect = (changes = {}) =>
      AirflowRunSource.create({
        instance: anInstance(airflow.url, changes),
        retry: { retries: 1, minTimeoutMs: 1, maxTimeoutMs: 2 },
      });
    const sweep = (options = {}) => store.sweep(source, { now, ...options });
    const put = (index: number, changes = {}) =>
      airflow.putRun({
        dag_id: `dag_${index % 7}`,
        dag_run_id: `run ${index}`,
        ...changes,
      });
    const putMany = (count: number) => {
      for (let i = 0; i < count; i++) put(i);
    };

    beforeEach(async () => {
      time = START;
      airflow = await FakeAirflow.start(major);
      airflow.now = now;
      store = new MemoryStore();
      source = connect();
    });

    afterEach(async () => {
      await source.close();
      await airflow.stop();
    });

    it('takes its name for its id', () => {
      expect(source).toMatchObject({
        id: 'airflow-prod',
        title: 'airflow-prod',
        environment: 'prod',
        technology: 'airflow',
        schedule: { intervalSeconds: 30, timeoutSeconds: 55 },
      });
    });

    it('reads what a real Airflow recorded: runs, DAGs, issues, version', async () => {
      const { dag_runs: runs } = recordedBody(fixtures, 'dagRuns_limit1000');
      for (const run of runs) airflow.putRun(run);
      airflow.dags = recordedBody(fixtures, 'dags').dags;
      airflow.importErrors = recordedBody(
        fixtures,
        'importErrors',
      ).import_errors;
      airflow.datasets =
        major === 2
          ? recordedBody('v1', 'datasets').datasets
          : recordedBody('v2', 'assets').assets;
      await sweep();
      expect(store.runs.size).toBe(runs.length);
      expect(store.definitions.get('asset_report')).toMatchObject({
        schedule: 'on dataset s3://lake/orders/hourly',
      });
      expect(store.issues).toEqual([
        expect.objectContaining({
          kind: 'import-error',
          title: expect.stringContaining('broken_import.py'),
        }),
      ]);
      expect(store.version).toBe(airflow.version);
    });

    it('first reads the days of history and then what changed', async () => {
      airflow.putRun(
        { dag_id: 'dag_0', dag_run_id: 'too old' },
        new Date(START - 31 * 24 * 60 * MINUTE),
      );
      put(1, { state: 'running', end_date: null });
      await sweep();
      expect(store.states).toEqual({ 'dag_1/run 1': 'running' });

      time += 10 * MINUTE;
      put(1, { state: 'failed' });
      put(2);
      await sweep();
      expect(store.states).toEqual({
        'dag_1/run 1': 'failed',
        'dag_2/run 2': 'success',
      });

      time += 10 * MINUTE;
      await sweep();
      // Once more, for the overlap; then no longer.
      const told = () => store.batches.flatMap(batch => batch.runs ?? []);
      expect(told()).toHaveLength(2);
      time += 10 * MINUTE;
      await sweep();
      expect(told()).toEqual([]);
    });

    it('finds the page size out, reads all pages and writes batches of at most 400', async () => {
      putMany(1050);
      await sweep();
      expect(store.runs.size).toBe(1050);
      const sizes = store.batches.map(batch => batch.runs?.length ?? 0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
      const pages = airflow.requests.filter(url => url.includes('/dagRuns'));
      expect(pages).toHaveLength(11);
    });

    it('reads large pages where they are allowed', async () => {
      airflow.pageCap = 1000;
      putMany(1050);
      await sweep();
      expect(store.runs.size).toBe(1050);
      const sizes = store.batches.map(batch => batch.runs?.length ?? 0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
    });

    it('pages by cursor where it can, and by offset where it can’t', async () => {
      putMany(250);
      await sweep();
      const pages = () =>
        airflow.requests
          .filter(url => url.includes('/dagRuns'))
          .map(url => new URL(url, 'http://x').searchParams)
          .map(query => (query.get('cursor') ? 'cursor' : query.get('offset')));
      expect(pages()).toEqual(
        major === 2 ? [null, '99', '198'] : [null, 'cursor', 'cursor'],
      );
      // 3.x before 3.3 ignores the request for a cursor.
      airflow.hasKeyset = false;
      airflow.requests.length = 0;
      store = new MemoryStore();
      await sweep();
      expect(store.runs.size).toBe(250);
      expect(pages()).toEqual([null, '99', '198']);
    });

    it.each([
      ['in the middle of the runs', 3],
      ['right after the first batch', 1],
    ])('goes on where it was killed %s', async (_, dieAfter) => {
      putMany(1300);
      airflow.addDag('dag_0');
      await sweep({ dieAfter });
      const before = airflow.requests.length;
      expect(store.runs.size).toBeLessThan(1300);

      // What changes meanwhile is not lost either, and another replica takes over.
      time += MINUTE;
      put(0, { state: 'failed' });
      put(5000);
      await source.close();
      source = connect();
      await sweep();
      const pages = airflow.requests
        .slice(before)
        .filter(url => url.includes('/dagRuns'));
      expect(pages.length).toBeLessThan(dieAfter === 3 ? 11 : 16);
      await sweep();
      expect(store.runs.size).toBe(1301);
      expect(store.states['dag_0/run 0']).toBe('failed');
    });

    it('loses nothing when a sweep fails in the middle', async () => {
      putMany(900);
      let pages = 0;
      airflow.onRequest = path =>
        path.endsWith('/dagRuns') && ++pages >= 6 ? { status: 500 } : undefined;
      await expect(sweep()).rejects.toThrow('(500)');
      expect(store.runs.size).toBeGreaterThan(300);
      airflow.onRequest = () => {};
      time += MINUTE;
      await sweep();
      expect(store.runs.size).toBe(900);
    });

    it('loses no run when others are deleted while it reads', async () => {
      putMany(500);
      let pages = 0;
      airflow.onRequest = path => {
        if (path.endsWith('/dagRuns') && ++pages === 3) {
          for (let i = 0; i < 120; i++)
            airflow.deleteRun(`dag_${i % 7}`, `run ${i}`);
        }
      };
      await sweep();
      for (let i = 120; i < 500; i++) {
        expect(store.runs.has(`dag_${i % 7}/run ${i}`)).toBe(true);
      }
    });

    it('freezes nothing: a cleared run is told as it is now', async () => {
      const { before, during, after } = recorded(fixtures, 'clear_run');
      const key = `${before.dag_id}/${before.dag_run_id}`;
      airflow.putRun(before);
      await sweep();
      const firstSuccess = store.firstSuccess.get(key);

      time += 5 * MINUTE;
      airflow.putRun(during[0]);
      await sweep();
      expect(store.runs.get(key)?.endedAt).toBeUndefined();
      expect(['queued', 'running']).toContain(store.states[key]);

      time += MINUTE;
      airflow.putRun(after);
      await sweep();
      expect(store.states[key]).toBe('success');
      expect(store.runs.get(key)?.endedAt).not.toBe(firstSuccess);
      expect(store.firstSuccess.get(key)).toBe(firstSuccess);
    });

    it('calls a run unknown that was deleted in flight', async () => {
      put(1, { state: 'running', end_date: null });
      put(2, { state: 'running', end_date: null });
      await sweep();
      airflow.deleteRun('dag_1', 'run 1');
      time += 6 * MINUTE;
      await sweep();
      expect(store.states).toEqual({
        'dag_1/run 1': 'unknown',
        'dag_2/run 2': 'running',
      });
      // And is done with it.
      airflow.requests.length = 0;
      time += 6 * MINUTE;
      await sweep();
      expect(airflow.requests.join()).not.toContain('run%201');
    });

    it('reads only the DAGs it should', async () => {
      await source.close();
      source = connect({ dags: { include: '^dag_', exclude: '_3$' } });
      putMany(7);
      airflow.putRun({ dag_id: 'other', dag_run_id: 'run' });
      for (const id of ['dag_2', 'dag_3', 'other']) airflow.addDag(id);
      await sweep();
      expect([...store.definitions.keys()]).toEqual(['dag_2']);
      expect(store.runs.size).toBe(6);
    });

    it('asks at most six times for a quiet sweep, though there are 500 DAGs', async () => {
      for (let i = 0; i < 500; i++) airflow.addDag(`dag_${i}`);
      putMany(100);
      await sweep();
      expect(store.definitions.size).toBe(500);
      time += MINUTE / 2;
      putMany(100);
      airflow.requests.length = 0;
      await sweep();
      expect(airflow.requests.length).toBeLessThanOrEqual(6);
    });

    it('shows a paused DAG among 500 within two sweeps', async () => {
      for (let i = 0; i < 500; i++) airflow.addDag(`dag_${i}`);
      await sweep();
      for (const index of [0, 250, 499]) airflow.dags[index].is_paused = true;
      time += MINUTE / 2;
      await sweep();
      time += MINUTE / 2;
      await sweep();
      const paused = [...store.definitions.values()].filter(dag => dag.paused);
      expect(paused).toHaveLength(3);
    });

    it('notices at once when a DAG of a small fleet is gone, and soon in a large one', async () => {
      for (let i = 0; i < 50; i++) airflow.addDag(`dag_${i}`);
      await sweep();
      airflow.dags = airflow.dags.slice(1);
      time += MINUTE / 2;
      await sweep();
      expect([...store.gone]).toEqual(['dag_0']);

      for (let i = 50; i < 600; i++) airflow.addDag(`dag_${i}`);
      time += MINUTE / 2;
      await sweep();
      expect(store.definitions.size).toBe(600);
      airflow.dags = airflow.dags.slice(1);
      time += MINUTE / 2;
      await sweep();
      expect(store.gone.size).toBe(2);
    });

    it('calls no DAG gone when the list moved while it was read', async () => {
      for (let i = 0; i < 900; i++) airflow.addDag(`dag_${1000 + i}`);
      await sweep();
      time += 6 * MINUTE;
      let pages = 0;
      airflow.onRequest = path => {
        if (path.endsWith('/dags') && ++pages === 4) {
          airflow.dags = airflow.dags.slice(150);
        }
      };
      await sweep();
      const present = new Set(airflow.dags.map(dag => dag.dag_id));
      expect([...store.gone].filter(id => present.has(id))).toEqual([]);
      airflow.onRequest = () => {};
      time += 6 * MINUTE;
      await sweep();
      expect(store.gone.size).toBe(150);
    });

    it('lists 10,000 DAGs', async () => {
      const [template] = recordedBody(fixtures, 'dags').dags;
      airflow.dags = Array.from({ length: 10_000 }, (_, i) => ({
        ...template,
        dag_id: `dag_${100_000 + i}`,
      }));
      await sweep();
      expect(store.definitions.size).toBe(10_000);
      expect(store.gone.size).toBe(0);
      const sizes = store.batches.map(batch => batch.definitions?.length ?? 0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
    });

    it('reads runs in the next sweep though the list of DAGs takes too long', async () => {
      airflow.addDag('dag_0');
      put(0);
      airflow.onRequest = path =>
        path.endsWith('/dags') ? { status: 500 } : undefined;
      await expect(sweep()).rejects.toThrow();
      expect(store.runs.size).toBe(0);
      await expect(sweep()).rejects.toThrow();
      expect(store.runs.size).toBe(1);
    });

    it.each([
      ['three times the truth', (total: number) => total * 3],
      ['never', () => 0],
    ])('reads everything when totals are %s', async (_, lie) => {
      putMany(60);
      airflow.lieAboutTotal = lie;
      for (let i = 0; i < 20; i++) airflow.addDag(`dag_${i}`);
      await sweep();
      expect(store.runs.size).toBe(60);
      expect(store.definitions.size).toBe(20);
      expect(store.gone.size).toBe(0);
    });

    it('goes by the server’s clock, and says how far it is off', async () => {
      const SKEW = 20 * MINUTE;
      airflow.now = () => new Date(time - SKEW);
      put(1, { state: 'running', end_date: null });
      await sweep();
      expect(store.issues).toEqual([
        expect.objectContaining({
          kind: 'clock-skew',
          message: expect.stringMatching(
            /^Airflow's clock is 1\d\d\d s behind/,
          ),
        }),
      ]);
      time += MINUTE;
      put(1, { state: 'success' });
      time += MINUTE / 2;
      await sweep();
      expect(store.states['dag_1/run 1']).toBe('success');
    });

    it('goes by its own clock where the server tells no time', async () => {
      airflow.sendsDate = false;
      await sweep();
      time += MINUTE;
      put(1);
      time += MINUTE;
      await sweep();
      expect(store.runs.size).toBe(1);
      expect(store.issues).toEqual([]);
    });

    it('replaces issues: an import error comes and goes', async () => {
      await sweep();
      expect(store.issues).toEqual([]);
      airflow.addDag('slow_run', { fileloc: '/dags/slow_run.py' });
      airflow.importErrors = [
        { filename: '/dags/slow_run.py', stack_trace: 'SyntaxError' },
      ];
      airflow.health.scheduler.status = 'unhealthy';
      await sweep();
      expect(store.issues.map(issue => [issue.kind, issue.pipeline])).toEqual([
        ['scheduler', undefined],
        ['import-error', 'slow_run'],
      ]);
      airflow.importErrors = [];
      airflow.health.scheduler.status = 'healthy';
      await sweep();
      expect(store.issues).toEqual([]);
    });

    it('shows warnings, and runs that it can’t tell', async () => {
      airflow.warnings = [
        { dag_id: 'dag_1', warning_type: 'non-existent pool', message: 'etl' },
      ];
      put(1, {
        data_interval_end: null,
        run_after: null,
        logical_date: null,
        execution_date: null,
        queued_at: null,
        start_date: null,
      });
      put(2);
      await sweep();
      expect(store.runs.size).toBe(1);
      expect(store.issues.map(issue => [issue.kind, issue.pipeline])).toEqual([
        ['dag-warning', 'dag_1'],
        ['skipped-run', 'dag_1'],
      ]);
    });

    it('does without what the user may not read, and says so', async () => {
      put(1);
      airflow.addDag('dag_1');
      airflow.onRequest = path =>
        /importErrors|dagWarnings|datasets|assets/.test(path)
          ? { status: 403 }
          : undefined;
      await sweep();
      expect(store.runs.size).toBe(1);
      expect(store.definitions.size).toBe(1);
      expect(store.issues).toEqual([
        expect.objectContaining({
          title: "Import errors can't be read",
          message: expect.stringContaining('(403)'),
        }),
      ]);
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
        put(1);
        airflow.onRequest = path =>
          path.endsWith('/dagRuns') ? fault : undefined;
        await expect(sweep()).rejects.toThrow(message);
        airflow.onRequest = () => {};
        await sweep();
        expect(store.runs.size).toBe(1);
      },
    );

    it('ends when aborted', async () => {
      putMany(1000);
      const aborter = new AbortController();
      airflow.onRequest = path => {
        if (path.endsWith('/dagRuns')) aborter.abort(new Error('stopped'));
      };
      await expect(sweep({ signal: aborter.signal })).rejects.toThrow(
        'stopped',
      );
      airflow.onRequest = () => {};
      await sweep();
      expect(store.runs.size).toBe(1000);
    });

    it('reads the tasks of a run, without a sweep before', async () => {
      put(1);
      airflow.tasks = recordedBody(fixtures, 'taskInstances').task_instances;
      const run = { pipelineExternalId: 'dag_1', externalId: 'run 1' };
      const ask = { signal: new AbortController().signal };
      expect(await source.readTasks(run, ask)).toEqual([
        expect.objectContaining({ taskId: 'boom', state: 'failed' }),
      ]);
      await expect(
        source.readTasks({ ...run, externalId: 'gone' }, ask),
      ).rejects.toThrow(
        expect.objectContaining({
          name: 'NotFoundError',
          message: 'Airflow airflow-prod no longer has the run gone of dag_1',
        }),
      );
      airflow.onRequest = () => ({ status: 503 });
      await expect(source.readTasks(run, ask)).rejects.toThrow(
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
