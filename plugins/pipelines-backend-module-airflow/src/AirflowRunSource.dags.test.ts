import { recordedBody } from './__testUtils__/fixtures';
import { MINUTE, SourceRig } from './__testUtils__/SourceRig';

describe.each([2 as const, 3 as const])(
  'AirflowRunSource listing DAGs, Airflow %i',
  major => {
    const fixtures = major === 2 ? 'v1' : 'v2';
    let rig: SourceRig;

    beforeEach(async () => {
      rig = await SourceRig.start(major);
    });

    afterEach(() => rig.stop());

    it('asks at most six times for a quiet sweep, though there are 500 DAGs', async () => {
      for (let i = 0; i < 500; i++) rig.airflow.addDag(`dag_${i}`);
      rig.putMany(100);
      await rig.sweep();
      expect(rig.store.definitions.size).toBe(500);
      rig.time += MINUTE / 2;
      rig.putMany(100);
      rig.airflow.requests.length = 0;
      await rig.sweep();
      expect(rig.airflow.requests.length).toBeLessThanOrEqual(6);
    });

    it('shows a paused DAG among 500 within two sweeps', async () => {
      for (let i = 0; i < 500; i++) rig.airflow.addDag(`dag_${i}`);
      await rig.sweep();
      for (const index of [0, 250, 499])
        rig.airflow.dags[index].is_paused = true;
      rig.time += MINUTE / 2;
      await rig.sweep();
      rig.time += MINUTE / 2;
      await rig.sweep();
      const paused = [...rig.store.definitions.values()].filter(
        dag => dag.paused,
      );
      expect(paused).toHaveLength(3);
    });

    it('notices at once when a DAG of a small fleet is gone, and soon in a large one', async () => {
      for (let i = 0; i < 50; i++) rig.airflow.addDag(`dag_${i}`);
      await rig.sweep();
      rig.airflow.dags = rig.airflow.dags.slice(1);
      rig.time += MINUTE / 2;
      await rig.sweep();
      expect([...rig.store.gone]).toEqual(['dag_0']);

      for (let i = 50; i < 600; i++) rig.airflow.addDag(`dag_${i}`);
      rig.time += MINUTE / 2;
      await rig.sweep();
      expect(rig.store.definitions.size).toBe(600);
      rig.airflow.dags = rig.airflow.dags.slice(1);
      rig.time += MINUTE / 2;
      await rig.sweep();
      expect(rig.store.gone.size).toBe(2);
    });

    it('calls no DAG gone when the list moved while it was read', async () => {
      for (let i = 0; i < 900; i++) rig.airflow.addDag(`dag_${1000 + i}`);
      await rig.sweep();
      rig.time += 6 * MINUTE;
      let pages = 0;
      rig.airflow.onRequest = path => {
        if (path.endsWith('/dags') && ++pages === 4) {
          rig.airflow.dags = rig.airflow.dags.slice(150);
        }
      };
      await rig.sweep();
      const present = new Set(rig.airflow.dags.map(dag => dag.dag_id));
      expect([...rig.store.gone].filter(id => present.has(id))).toEqual([]);
      rig.airflow.onRequest = () => {};
      rig.time += 6 * MINUTE;
      await rig.sweep();
      expect(rig.store.gone.size).toBe(150);
    });

    it('lists 10,000 DAGs', async () => {
      const [template] = recordedBody(fixtures, 'dags').dags;
      rig.airflow.dags = Array.from({ length: 10_000 }, (_, i) => ({
        ...template,
        dag_id: `dag_${100_000 + i}`,
      }));
      await rig.sweep();
      expect(rig.store.definitions.size).toBe(10_000);
      expect(rig.store.gone.size).toBe(0);
      const sizes = rig.store.batches.map(
        batch => batch.definitions?.length ?? 0,
      );
      expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
    });

    it('reads runs in the next sweep though the list of DAGs takes too long', async () => {
      rig.airflow.addDag('dag_0');
      rig.put(0);
      rig.airflow.onRequest = path =>
        path.endsWith('/dags') ? { status: 500 } : undefined;
      await expect(rig.sweep()).rejects.toThrow();
      expect(rig.store.runs.size).toBe(0);
      await expect(rig.sweep()).rejects.toThrow();
      expect(rig.store.runs.size).toBe(1);
    });

    it('says the zone of the DAGs whose schedule is asked for, and of no others', async () => {
      rig.airflow.addDag('close');
      rig.airflow.addDag('other');
      rig.airflow.addDag('gone_meanwhile');
      rig.airflow.zones.set('close', 'America/New_York');
      rig.airflow.zones.set('other', 'Europe/Berlin');
      rig.store.wantedSchedules = ['close', 'gone_meanwhile'];
      await rig.sweep();
      await rig.sweep();
      expect(
        Object.fromEntries(
          [...rig.store.definitions].map(([id, d]) => [id, d.timezone]),
        ),
      ).toEqual({
        close: 'America/New_York',
        other: undefined,
        gone_meanwhile: undefined,
      });
      const asked = rig.airflow.requests.filter(url =>
        url.endsWith('/details'),
      );
      expect(asked).toHaveLength(2);
    });
  },
);
