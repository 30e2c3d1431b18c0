import { recorded, recordedBody } from './__testUtils__/fixtures';
import { createSourceRig } from './__testUtils__/SourceRig';

const rig = createSourceRig();
const ALL = ['manifest.json', 'run_results.json'] as const;
const HTML = '<html>Sign in</html>';

/** The recorded results with another invocation, later. */
function later(name: string, id: string, seconds: number): string {
  const body = recordedBody(`${name}/run_results.json`);
  const at = Date.parse(body.metadata.generated_at) + seconds * 1000;
  body.metadata.invocation_id = id;
  body.metadata.generated_at = new Date(at).toISOString();
  return JSON.stringify(body);
}

describe('DbtRunSource', () => {
  it('is described by its config', () => {
    expect(rig.start().source).toMatchObject({
      id: 'dbt-prod',
      title: 'dbt (prod)',
      environment: 'prod',
      technology: 'dbt',
      schedule: { intervalSeconds: 60, timeoutSeconds: 55 },
    });
  });

  it('hands over the run, the tests, the age of sources and the definition', async () => {
    rig.putRecorded('clean', ...ALL, 'sources.json');
    const { store, sweep } = rig.start();
    expect(await sweep()).toBe(1 + 4 + 3);
    expect([...store.runs.values()]).toMatchObject([
      {
        pipelineExternalId: 'lab/+fct_revenue',
        externalId: '514028a0-6324-4d2d-9e17-15eef4aae30d',
        state: 'success',
        runType: 'scheduled',
        runAfter: '2026-11-21T07:02:22.197Z',
      },
    ]);
    expect([...store.tests.values()].map(({ state }) => state)).toEqual(
      Array(4).fill('pass'),
    );
    expect([...store.freshness.values()]).toMatchObject([
      { subject: { dataset: 'source.lab.raw.raw_customers' } },
      { subject: { dataset: 'source.lab.raw.raw_orders' } },
      { subject: { pipeline: 'lab/+fct_revenue' }, ageSeconds: 1753368.055282 },
    ]);
    expect(store.definitions).toMatchObject([
      { externalId: 'lab/+fct_revenue', type: 'dbt-selection', paused: false },
    ]);
    expect(store.version).toBe('1.11.16');
    expect(store.issues).toEqual([]);
  });

  it('hands over each invocation once, also after a restart', async () => {
    rig.putRecorded('clean', ...ALL, 'sources.json');
    const { store, sweep, source } = rig.start();
    await sweep();
    expect(await sweep()).toBe(0);
    const restarted = rig.start();
    restarted.store.cursor = store.cursor;
    expect(await restarted.sweep()).toBe(0);
    rig.putRecorded('test_fail', ...ALL);
    expect(await sweep()).toBe(1 + 4);
    expect([...store.runs.values()].map(run => run.state)).toEqual([
      'success',
      'failed',
    ]);
    // Without its cursor it repeats what is there already.
    store.cursor = undefined;
    await store.sweep(source);
    expect(store.runs.size).toBe(2);
    expect(store.tests.size).toBe(8);
  });

  it('goes on from an invocation that failed', async () => {
    rig.putRecorded('test_fail', ...ALL);
    const { store, sweep } = rig.start();
    await sweep();
    const retried = JSON.parse(later('test_fail', 'retry', 600));
    retried.results = retried.results
      .filter((result: any) => ['fail', 'skipped'].includes(result.status))
      .map((result: any) => ({
        ...result,
        status: result.unique_id.startsWith('test') ? 'pass' : 'success',
        failures: 0,
      }));
    rig.put({
      'manifest.json': recorded('test_fail/manifest.json'),
      'run_results.json': JSON.stringify(retried),
    });
    await sweep();
    const [first, second] = [...store.runs.values()];
    expect(second).toMatchObject({ state: 'success', runType: 'scheduled' });
    expect(second.runAfter).toBe(first.runAfter);
  });

  it('hands the last invocation to a selection that is declared later', async () => {
    rig.putRecorded('clean', ...ALL);
    const declared: string[] = ['other/tag:x'];
    const { store, sweep } = rig.start({ selections: [], declared });
    expect(await sweep()).toBe(0);
    expect(store.definitions).toEqual([]);
    declared.push('lab/stg_orders');
    expect(await sweep()).toBe(1 + 2);
    expect([...store.runs.values()]).toMatchObject([
      { pipelineExternalId: 'lab/stg_orders', state: 'success' },
    ]);
    declared.pop();
    await sweep();
    expect(store.definitions).toEqual([]);
    expect(store.cursor).toEqual({ selections: {}, freshness: {} });
  });

  it('says which selections there are not', async () => {
    rig.putRecorded('clean', ...ALL);
    const { store, sweep } = rig.start({
      selections: ['tag:nothing'],
      declared: ['lab/state:modified'],
    });
    await sweep();
    expect(store.issues).toMatchObject([
      {
        title: 'lab/state:modified',
        message: expect.stringContaining("state: isn't understood"),
      },
      {
        title: 'lab/tag:nothing',
        message: 'The selection was left out: it selects nothing',
      },
    ]);
    expect(store.definitions).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['HTML', HTML, 'run_results.json is HTML'],
    ['half of it', '{"metadata": {', 'run_results.json is no complete JSON'],
  ])('loses nothing by results that are %s', async (_, text, message) => {
    rig.put({
      'manifest.json': recorded('clean/manifest.json'),
      'run_results.json': text,
      'sources.json': recorded('clean/sources.json'),
    });
    const { store, sweep } = rig.start();
    await expect(sweep()).rejects.toThrow(message);
    expect(store.freshness.size).toBe(3);
    rig.putRecorded('clean', ...ALL, 'sources.json');
    expect(await sweep()).toBe(1 + 4);
  });

  it('hands over runs while sources.json can not be read', async () => {
    rig.put({
      'manifest.json': recorded('clean/manifest.json'),
      'run_results.json': recorded('clean/run_results.json'),
      'sources.json': HTML,
    });
    const { store, sweep } = rig.start();
    await expect(sweep()).rejects.toThrow('sources.json is HTML');
    expect(store.runs.size).toBe(1);
  });

  it('waits for the manifest of the results', async () => {
    rig.put({ 'run_results.json': recorded('clean/run_results.json') });
    const { store, sweep } = rig.start();
    await expect(sweep()).rejects.toThrow('manifest.json is missing');
    const body = recordedBody('clean/manifest.json');
    delete body.nodes['model.lab.fct_revenue'];
    body.metadata.invocation_id = 'before';
    rig.put({
      'manifest.json': JSON.stringify(body),
      'run_results.json': recorded('clean/run_results.json'),
    });
    await expect(sweep()).rejects.toThrow(
      "is older than run_results.json and doesn't know model.lab.fct_revenue",
    );
    expect(store.runs.size).toBe(0);
    rig.putRecorded('clean', ...ALL);
    expect(await sweep()).toBe(1 + 4);
  });

  it('reads what dbt source freshness left alone', async () => {
    rig.putRecorded('clean', 'sources.json');
    const { store, sweep } = rig.start();
    expect(await sweep()).toBe(2);
    expect(await sweep()).toBe(0);
    expect(store.version).toBe('1.11.16');
    // Which selections read them shows once there is a manifest.
    rig.putRecorded('clean', 'sources.json', 'manifest.json');
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
  });

  it('fails where there is nothing', async () => {
    rig.put({});
    const { sweep } = rig.start();
    await expect(sweep()).rejects.toThrow(
      'There are no artifacts of dbt: neither',
    );
  });

  it('fails for artifacts of another project', async () => {
    rig.putRecorded('clean', ...ALL);
    const { sweep } = rig.start({ project: 'shop' });
    await expect(sweep()).rejects.toThrow(
      'is of the project lab, but pipelines.dbt[0].project is shop',
    );
  });

  it('keeps what was left undone when an older artifact is put back', async () => {
    rig.putRecorded('test_fail', ...ALL);
    const { store, sweep } = rig.start();
    await sweep();
    const mark = (store.cursor as any).selections['lab/+fct_revenue'];
    rig.putRecorded('clean', ...ALL);
    await sweep();
    expect((store.cursor as any).selections['lab/+fct_revenue']).toMatchObject({
      generatedAt: mark.generatedAt,
      unfinished: mark.unfinished,
    });
    expect(store.runs.size).toBe(2);
  });
});
