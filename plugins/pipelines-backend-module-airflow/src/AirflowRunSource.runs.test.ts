import { recorded } from './__testUtils__/fixtures';
import { MemoryStore } from './__testUtils__/MemoryStore';
import { MINUTE, START, SourceRig } from './__testUtils__/SourceRig';

describe.each([2 as const, 3 as const])(
  'AirflowRunSource reading runs, Airflow %i',
  major => {
    const fixtures = major === 2 ? 'v1' : 'v2';
    let rig: SourceRig;

    beforeEach(async () => {
      rig = await SourceRig.start(major);
    });

    afterEach(() => rig.stop());

    it('first reads the days of history and then what changed', async () => {
      rig.airflow.putRun(
        { dag_id: 'dag_0', dag_run_id: 'too old' },
        new Date(START - 31 * 24 * 60 * MINUTE),
      );
      rig.put(1, { state: 'running', end_date: null });
      await rig.sweep();
      expect(rig.store.states).toEqual({ 'dag_1/run 1': 'running' });

      rig.time += 10 * MINUTE;
      rig.put(1, { state: 'failed' });
      rig.put(2);
      await rig.sweep();
      expect(rig.store.states).toEqual({
        'dag_1/run 1': 'failed',
        'dag_2/run 2': 'success',
      });

      rig.time += 10 * MINUTE;
      await rig.sweep();
      // Once more, for the overlap; then no longer.
      const told = () => rig.store.batches.flatMap(batch => batch.runs ?? []);
      expect(told()).toHaveLength(2);
      rig.time += 10 * MINUTE;
      await rig.sweep();
      expect(told()).toEqual([]);
    });

    it('finds the page size out, reads all pages and writes batches of at most 400', async () => {
      rig.putMany(1050);
      await rig.sweep();
      expect(rig.store.runs.size).toBe(1050);
      const sizes = rig.store.batches.map(batch => batch.runs?.length ?? 0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
      const pages = rig.airflow.requests.filter(url =>
        url.includes('/dagRuns'),
      );
      expect(pages).toHaveLength(11);
    });

    it('reads large pages where they are allowed', async () => {
      rig.airflow.pageCap = 1000;
      rig.putMany(1050);
      await rig.sweep();
      expect(rig.store.runs.size).toBe(1050);
      const sizes = rig.store.batches.map(batch => batch.runs?.length ?? 0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
    });

    it('pages by cursor where it can, and by offset where it can’t', async () => {
      rig.putMany(250);
      await rig.sweep();
      const pages = () =>
        rig.airflow.requests
          .filter(url => url.includes('/dagRuns'))
          .map(url => new URL(url, 'http://x').searchParams)
          .map(query => (query.get('cursor') ? 'cursor' : query.get('offset')));
      expect(pages()).toEqual(
        major === 2 ? [null, '99', '198'] : [null, 'cursor', 'cursor'],
      );
      // 3.x before 3.3 ignores the request for a cursor.
      rig.airflow.hasKeyset = false;
      rig.airflow.requests.length = 0;
      rig.store = new MemoryStore();
      await rig.sweep();
      expect(rig.store.runs.size).toBe(250);
      expect(pages()).toEqual([null, '99', '198']);
    });

    it.each([
      ['in the middle of the runs', 3],
      ['right after the first batch', 1],
    ])('goes on where it was killed %s', async (_, dieAfter) => {
      rig.putMany(1300);
      rig.airflow.addDag('dag_0');
      await rig.sweep({ dieAfter });
      const before = rig.airflow.requests.length;
      expect(rig.store.runs.size).toBeLessThan(1300);

      // What changes meanwhile is not lost either, and another replica takes over.
      rig.time += MINUTE;
      rig.put(0, { state: 'failed' });
      rig.put(5000);
      await rig.reconnect();
      await rig.sweep();
      const pages = rig.airflow.requests
        .slice(before)
        .filter(url => url.includes('/dagRuns'));
      expect(pages.length).toBeLessThan(dieAfter === 3 ? 11 : 16);
      await rig.sweep();
      expect(rig.store.runs.size).toBe(1301);
      expect(rig.store.states['dag_0/run 0']).toBe('failed');
    });

    it('loses nothing when a sweep fails in the middle', async () => {
      rig.putMany(900);
      let pages = 0;
      rig.airflow.onRequest = path =>
        path.endsWith('/dagRuns') && ++pages >= 6 ? { status: 500 } : undefined;
      await expect(rig.sweep()).rejects.toThrow('(500)');
      expect(rig.store.runs.size).toBeGreaterThan(300);
      rig.airflow.onRequest = () => {};
      rig.time += MINUTE;
      await rig.sweep();
      expect(rig.store.runs.size).toBe(900);
    });

    it('loses no run when others are deleted while it reads', async () => {
      rig.putMany(500);
      let pages = 0;
      rig.airflow.onRequest = path => {
        if (path.endsWith('/dagRuns') && ++pages === 3) {
          for (let i = 0; i < 120; i++)
            rig.airflow.deleteRun(`dag_${i % 7}`, `run ${i}`);
        }
      };
      await rig.sweep();
      for (let i = 120; i < 500; i++) {
        expect(rig.store.runs.has(`dag_${i % 7}/run ${i}`)).toBe(true);
      }
    });

    it('freezes nothing: a cleared run is told as it is now', async () => {
      const { before, during, after } = recorded(fixtures, 'clear_run');
      const key = `${before.dag_id}/${before.dag_run_id}`;
      rig.airflow.putRun(before);
      await rig.sweep();
      const firstSuccess = rig.store.firstSuccess.get(key);

      rig.time += 5 * MINUTE;
      rig.airflow.putRun(during[0]);
      await rig.sweep();
      expect(rig.store.runs.get(key)?.endedAt).toBeUndefined();
      expect(['queued', 'running']).toContain(rig.store.states[key]);

      rig.time += MINUTE;
      rig.airflow.putRun(after);
      await rig.sweep();
      expect(rig.store.states[key]).toBe('success');
      expect(rig.store.runs.get(key)?.endedAt).not.toBe(firstSuccess);
      expect(rig.store.firstSuccess.get(key)).toBe(firstSuccess);
    });

    it('calls a run unknown that was deleted in flight', async () => {
      rig.put(1, { state: 'running', end_date: null });
      rig.put(2, { state: 'running', end_date: null });
      await rig.sweep();
      rig.airflow.deleteRun('dag_1', 'run 1');
      rig.time += 6 * MINUTE;
      await rig.sweep();
      expect(rig.store.states).toEqual({
        'dag_1/run 1': 'unknown',
        'dag_2/run 2': 'running',
      });
      // And is done with it.
      rig.airflow.requests.length = 0;
      rig.time += 6 * MINUTE;
      await rig.sweep();
      expect(rig.airflow.requests.join()).not.toContain('run%201');
    });

    it.each([
      ['three times the truth', (total: number) => total * 3],
      ['never', () => 0],
    ])('reads everything when totals are %s', async (_, lie) => {
      rig.putMany(60);
      rig.airflow.lieAboutTotal = lie;
      for (let i = 0; i < 20; i++) rig.airflow.addDag(`dag_${i}`);
      await rig.sweep();
      expect(rig.store.runs.size).toBe(60);
      expect(rig.store.definitions.size).toBe(20);
      expect(rig.store.gone.size).toBe(0);
    });
  },
);
