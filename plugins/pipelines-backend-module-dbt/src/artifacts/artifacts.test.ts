import { recorded, recordedManifest } from '../__testUtils__/fixtures';
import { invocationKey, readInvocation } from './invocation';
import { isTest, readManifest } from './manifest';
import { readRunResults } from './runResults';
import { readSources } from './sources';

describe('readManifest', () => {
  it('keeps what is used of a node', () => {
    const { nodes, projectName, dbtVersion } = recordedManifest();
    expect([projectName, dbtVersion]).toEqual(['lab', '1.11.16']);
    expect(nodes.get('model.lab.fct_revenue')).toEqual({
      id: 'model.lab.fct_revenue',
      resourceType: 'model',
      name: 'fct_revenue',
      packageName: 'lab',
      fqn: ['lab', 'fct_revenue'],
      tags: [],
      path: 'models/fct_revenue.sql',
      patchPath: 'models/schema.yml',
      parents: ['model.lab.stg_orders', 'model.lab.stg_customers'],
      materialized: 'table',
      isVersioned: false,
      attachedNode: undefined,
      relationName: '"dbt"."main"."fct_revenue"',
      sourceName: undefined,
    });
    expect(nodes.get('source.lab.raw.raw_orders')?.sourceName).toBe('raw');
    expect([...nodes.values()].filter(isTest)).toHaveLength(4);
  });

  it('reads the one of another adapter', () => {
    const manifest = readManifest(recorded('snowflake/manifest.json'), 'x');
    expect(manifest.nodes.get('model.lab.fct_revenue')?.relationName).toBe(
      'LABDB.ANALYTICS.fct_revenue',
    );
  });
});

describe('readRunResults', () => {
  it('keeps what is used of a result', () => {
    const { invocation, command, results } = readRunResults(
      recorded('test_fail/run_results.json'),
      'x',
    );
    expect(command).toBe('build');
    expect(invocation).toMatchObject({
      id: '4e58a911-ccf8-4c73-b2c7-2deb2bd242eb',
      startedAt: '2026-11-21T07:04:33.309Z',
      generatedAt: '2026-11-21T07:04:37.100Z',
    });
    expect(results.find(({ status }) => status === 'fail')).toEqual({
      id: 'test.lab.unique_stg_orders_order_id.e3b841c71a',
      status: 'fail',
      startedAt: '2026-11-21T07:04:37.030Z',
      completedAt: '2026-11-21T07:04:37.067Z',
      failures: 1,
      message: 'Got 1 result, configured to fail if != 0',
    });
    expect(results.at(-1)).toEqual({
      id: 'test.lab.not_null_fct_revenue_revenue.29fc64ab40',
      status: 'skipped',
    });
  });
});

describe('readSources', () => {
  it('keeps the age and when it was looked at', () => {
    const { results } = readSources(recorded('clean/sources.json'), 'x');
    expect(results).toEqual([
      {
        id: 'source.lab.raw.raw_customers',
        status: 'warn',
        loadedAt: '2026-11-01T00:00:00.000Z',
        snapshottedAt: '2026-11-21T07:02:48.055Z',
        ageSeconds: 1753368.055282,
      },
      expect.objectContaining({ status: 'pass', ageSeconds: 3168.055165 }),
    ]);
  });
});

describe('invocationKey', () => {
  const metadata = {
    dbt_schema_version: '',
    generated_at: '2026-11-21T07:00:00.5+01:00',
  };

  it('tells two writings of one process apart', () => {
    const [one, two] = ['06:00:00Z', '06:00:01Z'].map(time =>
      readInvocation({
        ...metadata,
        invocation_id: 'a',
        generated_at: `2026-11-21T${time}`,
      }),
    );
    expect(invocationKey(one)).not.toBe(invocationKey(two));
  });

  it('takes the time for the id where there is none', () => {
    expect(readInvocation(metadata).id).toBe('2026-11-21T06:00:00.500Z');
  });
});
