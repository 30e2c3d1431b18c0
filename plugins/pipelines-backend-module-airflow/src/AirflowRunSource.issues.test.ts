import { MINUTE, SourceRig } from './__testUtils__/SourceRig';

describe.each([2 as const, 3 as const])(
  'AirflowRunSource telling issues, Airflow %i',
  major => {
    let rig: SourceRig;

    beforeEach(async () => {
      rig = await SourceRig.start(major);
    });

    afterEach(() => rig.stop());

    it('goes by the server’s clock, and says how far it is off', async () => {
      const SKEW = 20 * MINUTE;
      rig.airflow.now = () => new Date(rig.time - SKEW);
      rig.put(1, { state: 'running', end_date: null });
      await rig.sweep();
      expect(rig.store.issues).toEqual([
        expect.objectContaining({
          kind: 'clock-skew',
          message: expect.stringMatching(
            /^Airflow's clock is 1\d\d\d s behind/,
          ),
        }),
      ]);
      rig.time += MINUTE;
      rig.put(1, { state: 'success' });
      rig.time += MINUTE / 2;
      await rig.sweep();
      expect(rig.store.states['dag_1/run 1']).toBe('success');
    });

    it('goes by its own clock where the server tells no time', async () => {
      rig.airflow.sendsDate = false;
      await rig.sweep();
      rig.time += MINUTE;
      rig.put(1);
      rig.time += MINUTE;
      await rig.sweep();
      expect(rig.store.runs.size).toBe(1);
      expect(rig.store.issues).toEqual([]);
    });

    it('replaces issues: an import error comes and goes', async () => {
      await rig.sweep();
      expect(rig.store.issues).toEqual([]);
      rig.airflow.addDag('slow_run', { fileloc: '/dags/slow_run.py' });
      rig.airflow.importErrors = [
        { filename: '/dags/slow_run.py', stack_trace: 'SyntaxError' },
      ];
      rig.airflow.health.scheduler.status = 'unhealthy';
      await rig.sweep();
      expect(
        rig.store.issues.map(issue => [issue.kind, issue.pipeline]),
      ).toEqual([
        ['scheduler', undefined],
        ['import-error', 'slow_run'],
      ]);
      rig.airflow.importErrors = [];
      rig.airflow.health.scheduler.status = 'healthy';
      await rig.sweep();
      expect(rig.store.issues).toEqual([]);
    });

    it('shows warnings, and runs that it can’t tell', async () => {
      rig.airflow.warnings = [
        { dag_id: 'dag_1', warning_type: 'non-existent pool', message: 'etl' },
      ];
      rig.put(1, {
        data_interval_end: null,
        run_after: null,
        logical_date: null,
        execution_date: null,
        queued_at: null,
        start_date: null,
      });
      rig.put(2);
      await rig.sweep();
      expect(rig.store.runs.size).toBe(1);
      expect(
        rig.store.issues.map(issue => [issue.kind, issue.pipeline]),
      ).toEqual([
        ['dag-warning', 'dag_1'],
        ['skipped-run', 'dag_1'],
      ]);
    });

    it('does without what the user may not read, and says so', async () => {
      rig.put(1);
      rig.airflow.addDag('dag_1');
      rig.airflow.onRequest = path =>
        /importErrors|dagWarnings|datasets|assets/.test(path)
          ? { status: 403 }
          : undefined;
      await rig.sweep();
      expect(rig.store.runs.size).toBe(1);
      expect(rig.store.definitions.size).toBe(1);
      expect(rig.store.issues).toEqual([
        expect.objectContaining({
          title: "Import errors can't be read",
          message: expect.stringContaining('(403)'),
        }),
      ]);
    });
  },
);
