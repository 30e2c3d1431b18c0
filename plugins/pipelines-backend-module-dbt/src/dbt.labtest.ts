/*
 * Against the lab's real dbt on DuckDB, through the pipelines backend: `npm run test:lab -- dbt`. The ordinary test run doesn't match
 * this file.
 */
import { LabDbt } from './__testUtils__/labDbt';
import { labEntity, LabPortal } from './__testUtils__/labPortal';

const NAME = 'lab_orders_daily';
/** The first time on a machine dbt is installed. */
const SLOW_START_MS = 300_000;
const MINUTE_MS = 60_000;

let dbt: LabDbt;
let portal: LabPortal;

const slo = (name: string) => portal.slo(NAME, name);

/** The entity as people have it, with slices that are due within the test. */
function entity() {
  const lab = labEntity(NAME);
  const slos = (lab.spec!.slos as any[]).map(each =>
    each.kind === 'freshness'
      ? { ...each, freshness: { ...each.freshness, slice: '1m' } }
      : each,
  );
  return { ...lab, spec: { ...lab.spec, slos } };
}

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** The slice of a reading must be over before there is another one: the worse of two in a slice counts. */
async function minuteOver(time: string) {
  const over = (Math.floor(Date.parse(time) / MINUTE_MS) + 1) * MINUTE_MS;
  await wait(Math.max(0, over - Date.now()));
}

beforeAll(async () => {
  dbt = LabDbt.open();
  await dbt.call('load');
  await dbt.call('build');
  await dbt.call('sourceFreshness');
  portal = await LabPortal.start({
    target: await dbt.call('target'),
    entity: entity(),
  });
  await portal.sweep();
}, SLOW_START_MS);

afterAll(async () => {
  await portal?.stop();
  await dbt?.close();
});

describe('The real dbt', () => {
  it('is read: a build is a run, and its tests pass', async () => {
    expect(await portal.source()).toMatchObject({
      id: 'dbt-prod',
      status: 'healthy',
      version: expect.stringMatching(/^1\.\d+\.\d+/),
      issues: [],
    });
    const { metadata } = await dbt.call('artifact', 'run_results');
    const [run, ...others] = await portal.runs(NAME);
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      externalId: metadata.invocation_id,
      environment: 'prod',
      state: 'success',
      runType: 'scheduled',
    });
    expect((await portal.row(NAME)).status).toBe('ok');
    // Two tests of each of four models, and one of all orders.
    expect((await slo('tests-pass')).budget).toMatchObject({ good: 9, bad: 0 });
    const [verdict] = await portal.verdicts((await slo('builds-succeed')).id);
    expect(verdict).toMatchObject({ state: 'GOOD' });
  });

  it('hands nothing over twice', async () => {
    await portal.sweep();
    expect(await portal.runs(NAME)).toHaveLength(1);
    expect((await slo('tests-pass')).budget).toMatchObject({ good: 9, bad: 0 });
  });

  it('fails by a failing test, which is named and spends the budget', async () => {
    expect(await dbt.call('build', { vars: { largest_order: 10 } })).toEqual({
      succeeded: false,
    });
    await portal.sweep();
    const [run] = await portal.runs(NAME);
    expect(run).toMatchObject({ state: 'failed', runType: 'scheduled' });
    expect(run.note).toMatch(
      /^no_order_is_too_large fail \(\d+ rows\); 3 skipped$/,
    );
    expect((await portal.row(NAME)).status).toBe('failed');
    // The tests of the model that wasn't built tell nothing.
    expect((await slo('tests-pass')).budget).toMatchObject({
      good: 15,
      bad: 1,
      unknown: 2,
    });
  });

  it('is complete once it is retried: the same delivery, later', async () => {
    const [failed] = await portal.runs(NAME);
    await dbt.call('retry', { vars: { largest_order: 10000 } });
    await portal.sweep();
    const runs = await portal.runs(NAME);
    expect(runs).toHaveLength(3);
    const retried = runs.find(
      run => run.id !== failed.id && run.runAfter === failed.runAfter,
    );
    expect(retried).toMatchObject({ state: 'success', runType: 'scheduled' });
    const verdicts = await portal.verdicts((await slo('builds-succeed')).id);
    expect(verdicts.map(verdict => verdict.state)).toEqual(['GOOD', 'GOOD']);
  });

  it('tells of sources that are fresh, and of sources that are too old', async () => {
    const { metadata } = await dbt.call('artifact', 'sources');
    await minuteOver(metadata.generated_at);
    await dbt.call('load', { ageHours: 30 });
    expect(await dbt.call('sourceFreshness')).toEqual({ succeeded: false });
    await portal.sweep();
    const fresh = (await slo('sources-fresh')).budget;
    expect(fresh.good).toBeGreaterThan(0);
    expect(fresh.bad).toBe(0);
    // Slices are due once their minute is over, and looked at once a minute.
    const deadline = Date.now() + 2.5 * MINUTE_MS;
    let { bad } = fresh;
    while (bad === 0 && Date.now() < deadline) {
      await wait(1000);
      await portal.sweep();
      ({ bad } = (await slo('sources-fresh')).budget);
    }
    expect(bad).toBeGreaterThan(0);
    // What loads the tables leaves a run_results.json too, which is no run.
    expect(await portal.runs(NAME)).toHaveLength(3);
  }, 200_000);
});
