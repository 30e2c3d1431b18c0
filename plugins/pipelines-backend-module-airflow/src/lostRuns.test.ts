import type { RunObservation } from '@sluice/plugin-pipelines-node';
import { FakeConnection } from './__testUtils__/FakeConnection';
import { readLostRuns } from './lostRuns';
import { readRun } from './runs';

describe.each([2 as const, 3 as const])('readLostRuns, Airflow %i', major => {
  let fake: FakeConnection;

  beforeEach(async () => {
    fake = await FakeConnection.start(major);
  });

  afterEach(() => fake.stop());

  const put = (runId: string, state: string) =>
    fake.airflow.putRun({ dag_id: 'sales', dag_run_id: runId, state });

  /** What Airflow says now, as it was kept. */
  async function tracked(...runIds: string[]): Promise<RunObservation[]> {
    const api = await fake.api();
    return Promise.all(
      runIds.map(async runId => {
        const row = await api.run(
          { dagId: 'sales', runId },
          { signal: fake.signal },
        );
        const read = readRun(row, { uiUrl: fake.instance.uiUrl, major });
        if (!('run' in read)) throw new Error('It should be a run');
        return read.run;
      }),
    );
  }

  async function lost(runs: RunObservation[]) {
    const api = await fake.api();
    fake.asked();
    const found = await readLostRuns({
      api,
      uiUrl: fake.instance.uiUrl,
      tracked: runs,
      signal: fake.signal,
    });
    return found.map(run => [run.externalId, run.state]);
  }

  it('asks nothing while nothing is in flight', async () => {
    expect(await lost([])).toEqual([]);
    expect(fake.asked()).toEqual([]);
  });

  it('leaves alone what still runs', async () => {
    put('a', 'running');
    put('b', 'queued');
    expect(await lost(await tracked('a', 'b'))).toEqual([]);
    expect(fake.asked()).toHaveLength(1);
  });

  it('tells what ended unnoticed, and calls unknown what is gone', async () => {
    put('a', 'running');
    put('b', 'running');
    put('c', 'running');
    const runs = await tracked('a', 'b', 'c');
    put('b', 'failed');
    fake.airflow.deleteRun('sales', 'c');
    expect(await lost(runs)).toEqual([
      ['b', 'failed'],
      ['c', 'unknown'],
    ]);
  });

  it('asks about twenty at a time', async () => {
    const names = Array.from({ length: 25 }, (_, i) => `run ${i}`);
    for (const name of names) put(name, 'running');
    const runs = await tracked(...names);
    for (const name of names) fake.airflow.deleteRun('sales', name);
    expect(await lost(runs)).toHaveLength(20);
  });

  it('calls nothing unknown because Airflow is down', async () => {
    put('a', 'running');
    const runs = await tracked('a');
    fake.airflow.deleteRun('sales', 'a');
    fake.airflow.onRequest = path =>
      path.endsWith('/~/dagRuns') ? undefined : { status: 503 };
    await expect(lost(runs)).rejects.toThrow('(503)');
  });
});
