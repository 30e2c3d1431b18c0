import { isRawDbtManifest, normaliseDbtManifest } from './dbtManifest';

const SCHEMA = 'https://schemas.getdbt.com/dbt/manifest/v12.json';

/** As dbt writes it, with what differs between two compilations of the same. */
function manifest(run: string, more: Record<string, object> = {}) {
  return {
    metadata: {
      dbt_schema_version: SCHEMA,
      dbt_version: '1.11.16',
      generated_at: run,
      invocation_id: run,
      adapter_type: 'duckdb',
    },
    nodes: {
      'model.lab.fct': {
        unique_id: 'model.lab.fct',
        resource_type: 'model',
        checksum: { name: 'sha256', checksum: 'abc' },
        config: {
          materialized: 'table',
          tags: ['close'],
          contract: { enforced: true },
        },
        unrendered_config: { materialized: 'table', unique_key: 'id' },
        columns: {
          id: { name: 'id', data_type: 'integer', description: 'The key' },
          free: { name: 'free', data_type: null, description: '' },
        },
        depends_on: { macros: [], nodes: ['source.lab.raw.orders'] },
        tags: ['close'],
        description: 'Revenue',
        original_file_path: 'models/fct.sql',
        patch_path: 'lab://models/schema.yml',
        fqn: ['lab', 'fct'],
        database: run,
        relation_name: run,
        created_at: run,
        build_path: run,
        compiled_path: run,
        compiled_code: run,
        ...more.model,
      },
      'test.lab.unique.1': {
        unique_id: 'test.lab.unique.1',
        resource_type: 'test',
        checksum: { name: 'none', checksum: '' },
        raw_code: '{{ test_unique() }}',
        test_metadata: { name: 'unique', kwargs: { column_name: 'id' } },
        depends_on: { nodes: ['model.lab.fct'] },
        attached_node: 'model.lab.fct',
        created_at: run,
        ...more.test,
      },
    },
    sources: {
      'source.lab.raw.orders': {
        unique_id: 'source.lab.raw.orders',
        resource_type: 'source',
        identifier: 'orders',
        created_at: run,
        ...more.source,
      },
    },
    metrics: {
      'metric.lab.revenue': {
        unique_id: 'metric.lab.revenue',
        resource_type: 'metric',
        type_params: { measure: 'revenue' },
        created_at: run,
        metadata: run,
        ...more.metric,
      },
    },
    macros: {
      'macro.lab.cents': { package_name: 'lab', macro_sql: 'a' },
      'macro.dbt.ref': { package_name: 'dbt', macro_sql: 'a' },
      'macro.dbt_duckdb.x': { package_name: 'dbt_duckdb', macro_sql: 'a' },
    },
  };
}

type Nodes = Record<string, Record<string, unknown>>;
const nodesOf = (more: Record<string, object> = {}) =>
  normaliseDbtManifest(manifest('1', more)).nodes as Nodes;

describe('normaliseDbtManifest', () => {
  it('keeps what a project is', () => {
    const normalised = normaliseDbtManifest(manifest('1'));
    expect(normalised).toMatchObject({
      dbt_version: '1.11.16',
      macros: { 'macro.lab.cents': expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(Object.keys(normalised.macros as object)).toHaveLength(1);
    expect(nodesOf()['model.lab.fct']).toEqual({
      resource_type: 'model',
      checksum: 'abc',
      materialized: 'table',
      columns: { id: 'integer', free: '' },
      column_descriptions: { id: 'The key' },
      depends_on: ['source.lab.raw.orders'],
      tags: ['close', 'close'],
      description: 'Revenue',
      contract: true,
      config: expect.stringMatching(/^[0-9a-f]{64}$/),
      path: 'models/fct.sql',
      patch_path: 'models/schema.yml',
      fqn: ['lab', 'fct'],
    });
    expect(nodesOf()['test.lab.unique.1']).toMatchObject({
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      attached_node: 'model.lab.fct',
    });
  });

  it('is the same for two compilations of the same', () => {
    expect(normaliseDbtManifest(manifest('1'))).toEqual(
      normaliseDbtManifest(manifest('2')),
    );
  });

  it.each([
    ['model.lab.fct', { model: { unrendered_config: { unique_key: 'x' } } }],
    ['model.lab.fct', { model: { config: { materialized: 'view' } } }],
    ['test.lab.unique.1', { test: { test_metadata: { name: 'not_null' } } }],
    ['source.lab.raw.orders', { source: { identifier: 'orders_v2' } }],
    ['metric.lab.revenue', { metric: { type_params: { measure: 'x' } } }],
  ])('is another one where %s is', (id, more) => {
    expect(nodesOf(more)[id]).not.toEqual(nodesOf()[id]);
  });

  it.each([
    [
      'a version that it does not know',
      { metadata: { dbt_schema_version: SCHEMA.replace('12', '13') } },
      'has to be of version 9 to 12',
    ],
    [
      'no version',
      { metadata: { dbt_schema_version: null } },
      'has to be of version 9 to 12',
    ],
    [
      'what is no manifest',
      { metadata: { dbt_schema_version: SCHEMA }, nodes: { a: 1 } },
      'manifests.dbt.nodes.a: ',
    ],
  ])('refuses %s', (_, value, message) => {
    expect(() => normaliseDbtManifest(value)).toThrow(message);
  });

  it.each([
    [manifest('1'), true],
    [{ nodes: {} }, false],
    [null, false],
    [{ metadata: 'x' }, false],
  ])('knows a raw one', (value, isRaw) => {
    expect(isRawDbtManifest(value)).toBe(isRaw);
  });
});
