/*
 * Against the lab's real Airflow 2.11 and 3.3, through the pipelines backend: `npm run test:lab -- airflow`. The ordinary
 * test run doesn't match this file.
 */
import { Lab, type LabAirflow } from './__testUtils__/labAirflow';
import { LabPortal } from './__testUtils__/labPortal';

/** Names of their own for each run, so that nothing of an earlier one is found. */
const ATTEMPT = Date.now().toString(36);
const STEADY = `sluice_lab_steady_${ATTEMPT}`;
const MOVING = `sluice_lab_moving_${ATTEMPT}`;
const BROKEN_FILE = `sluice_lab_broken_${ATTEMPT}.py`;

/** A DAG with one task that does nothing, for either version. */
const dagFile = (dagId: string) => `
from datetime import datetime
try:  # Airflow 3
    from airflow.providers.standard.operators.empty import EmptyOperator
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator

with DAG("${dagId}", schedule=None, start_date=datetime(2024, 1, 1), catchup=False,
         description="Made by the lab's tests", tags=["lab"], default_args={"owner": "lab"}) as dag:
    PythonOperator(task_id="work", python_callable=lambda: None)
`;

/** On a busy machine Airflow takes minutes to start. */
const SLOW_START_MS = 300_000;

const LOGIN = { username: 'sluice', password: 'sluice' }; // Fake: it opens the lab alone.

const AIRFLOWS = [
  {
    name: 'airflow2-dev' as const,
    major: 2,
    auth: 'basic',
    hourly: 'sales_orders_hourly',
  },
  {
    name: 'airflow3' as const,
    major: 3,
    auth: 'token',
    hourly: 'logistics_shipments_hourly',
  },
];

let lab: Lab;
let portal: LabPortal;

const airflowOf = (name: (typeof AIRFLOWS)[number]['name']) =>
  lab.airflow(name);

async function deploy(airflow: LabAirflow, dagId: string) {
  await airflow.call('writeDag', `${dagId}.py`, dagFile(dagId));
  await airflow.call('waitForDag', dagId);
}

async function runToEnd(airflow: LabAirflow, dagId: string): Promise<string> {
  const { dag_run_id: runId } = await airflow.call('trigger', dagId);
  await airflow.call('waitForRun', dagId, runId, 'success');
  return runId;
}

beforeAll(async () => {
  lab = Lab.open();
  const airflow = await Promise.all(
    AIRFLOWS.map(async ({ name, auth }) => ({
      name,
      environment: 'prod',
      url: await airflowOf(name).call('baseUrl'),
      auth: { type: auth, ...LOGIN },
      schedule: { intervalSeconds: 5, timeoutSeconds: 30 },
    })),
  );
  portal = await LabPortal.start({
    airflow,
    dagIds: [...AIRFLOWS.map(({ major }) => `${STEADY}_${major}`), MOVING],
  });
});

afterAll(async () => {
  await portal?.stop();
  if (!lab) return;
  for (const { name } of AIRFLOWS) {
    await airflowOf(name).call('start');
    await airflowOf(name).call('resetDags');
  }
  await lab.close();
}, SLOW_START_MS);

describe.each(AIRFLOWS)('Airflow $major', ({ name, major, hourly }) => {
  const dagId = `${STEADY}_${major}`;
  let airflow: LabAirflow;
  let runId: string;

  const run = async () =>
    (await portal.runs(dagId)).find(each => each.externalId === runId);
  const status = async () => (await portal.pipeline(dagId)).row.status;

  beforeAll(() => {
    airflow = airflowOf(name);
  });

  it('is read for the first time: history, DAGs, version', async () => {
    await deploy(airflow, dagId);
    runId = await runToEnd(airflow, dagId);
    await portal.sweepUntil(name, 'its history', run);
    const source = await portal.source(name);
    expect(source).toMatchObject({
      status: 'healthy',
      version: expect.stringMatching(major === 2 ? /^2\.11/ : /^3\./),
      consecutiveErrors: 0,
    });
    // The lab's own DAGs and ours.
    expect(source.pipelines).toBeGreaterThan(4);
    expect(await run()).toMatchObject({
      source: name,
      environment: 'prod',
      state: 'success',
      runType: 'manual',
    });
    expect(await status()).toBe('ok');
    expect(await portal.get('/definitions')).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          externalId: hourly,
          schedule: expect.stringMatching(/^(@hourly|0 \* \* \* \*)$/),
          sources: [name],
        }),
      ]),
    });
  });

  it('shows the tasks of a run', async () => {
    const { id } = await run();
    expect(await portal.tasks(dagId, id)).toEqual([
      expect.objectContaining({
        taskId: 'work',
        state: 'success',
        tryNumber: 1,
        operator: expect.stringContaining('Python'),
      }),
    ]);
  });

  it('is read on: a run shows while it runs and when it ends', async () => {
    const { dag_run_id: second } = await airflow.call('trigger', dagId);
    const find = async () =>
      (await portal.runs(dagId)).find(each => each.externalId === second);
    await portal.sweepUntil(name, 'the new run', find);
    const ended = await portal.sweepUntil(name, 'its end', async () => {
      const seen = await find();
      return seen?.state === 'success' && seen;
    });
    expect(ended.firstSuccessAt).toBe(ended.endedAt);
  });

  it('keeps the first success of a run that is cleared', async () => {
    const before = await run();
    await airflow.call('clearRun', dagId, runId);
    const after = await portal.sweepUntil(name, 'the second end', async () => {
      const seen = await run();
      return (
        seen.state === 'success' && seen.endedAt !== before.endedAt && seen
      );
    });
    expect(after).toMatchObject({
      cleared: true,
      firstSuccessAt: before.firstSuccessAt,
    });
    expect(after.endedAt > before.endedAt).toBe(true);
  });

  it('shows a pause, and its end', async () => {
    const shows = (expected: string) =>
      portal.sweepUntil(
        name,
        `the status ${expected}`,
        async () => (await status()) === expected,
        30,
      );
    await airflow.call('pause', dagId);
    await expect(shows('paused')).resolves.toBe(true);
    await airflow.call('unpause', dagId);
    await expect(shows('ok')).resolves.toBe(true);
  });

  it('shows an import error while it lasts', async () => {
    const issue = async () =>
      (await portal.source(name)).issues.find(
        (each: any) =>
          each.kind === 'import-error' && each.title.endsWith(BROKEN_FILE),
      );
    await airflow.call(
      'writeDag',
      BROKEN_FILE,
      'from airflow import DAG  # dag\nraise ValueError("bad deploy")\n',
    );
    await airflow.call('waitForImportError', BROKEN_FILE);
    await portal.sweep(name);
    expect((await issue()).message).toContain('ValueError: bad deploy');
    await airflow.call('removeDag', BROKEN_FILE);
    await airflow.call('waitForImportError', BROKEN_FILE, false);
    await portal.sweep(name);
    expect(await issue()).toBeUndefined();
  });

  it(
    'is unknown within two polls of an outage, and back after it',
    async () => {
      await airflow.call('stop', 'api');
      await portal.sweep(name);
      await portal.sweep(name);
      const source = await portal.source(name);
      expect(source).toMatchObject({ status: 'failing', consecutiveErrors: 2 });
      expect(source.message).toContain(`Airflow ${name} can't be reached`);
      expect(await status()).toBe('unknown');
      await airflow.call('start');
      await portal.sweep(name);
      expect((await portal.source(name)).status).toBe('healthy');
      expect(await status()).toBe('ok');
    },
    SLOW_START_MS,
  );
});

describe('A DAG that moves from Airflow 2 to 3', () => {
  it('keeps one history', async () => {
    const [two, three] = AIRFLOWS.map(({ name }) => airflowOf(name));
    await deploy(two, MOVING);
    const old = await runToEnd(two, MOVING);
    await portal.sweep(two.name);

    await two.call('removeDag', `${MOVING}.py`);
    await deploy(three, MOVING);
    const fresh = await runToEnd(three, MOVING);
    await two.call('waitForDag', MOVING, { present: false });
    await portal.sweep(three.name);
    await portal.sweep(two.name);

    const runs = await portal.runs(MOVING);
    expect(runs.map(run => [run.source, run.externalId])).toEqual([
      [three.name, fresh],
      [two.name, old],
    ]);
    const { row } = await portal.pipeline(MOVING);
    expect(row.status).toBe('ok');
    expect(row.recentRuns).toHaveLength(2);
  });
});
