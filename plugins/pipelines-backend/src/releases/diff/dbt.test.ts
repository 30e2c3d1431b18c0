import type { DbtNodeManifest } from '../manifests/shapes';
import { diffDbt } from './dbt';

const node = (more: Partial<DbtNodeManifest> = {}): DbtNodeManifest => ({
  resource_type: 'model',
  checksum: 'a',
  materialized: 'table',
  columns: { id: 'integer', amount: 'number' },
  depends_on: [],
  tags: [],
  ...more,
});
const ID = 'model.northstar.fct_revenue';

function said(base?: DbtNodeManifest, to?: DbtNodeManifest): string[] {
  const project = (one: DbtNodeManifest | undefined) => {
    const nodes: Record<string, DbtNodeManifest> = one ? { [ID]: one } : {};
    return { nodes };
  };
  return diffDbt(project(base), project(to)).map(
    c => `${c.sign} ${c.title}: ${c.impact}, ${c.nature}`,
  );
}

describe('diffDbt', () => {
  it.each<
    [string, DbtNodeManifest | undefined, DbtNodeManifest | undefined, string]
  >([
    [
      'a model that comes',
      undefined,
      node(),
      '+ dbt model fct_revenue: non-breaking, code',
    ],
    [
      'a model that goes',
      node(),
      undefined,
      '- dbt model fct_revenue: breaking, code',
    ],
    [
      'a test that goes',
      node({ resource_type: 'test' }),
      undefined,
      '- dbt test fct_revenue: non-breaking, tests',
    ],
    [
      'a test that is another one',
      node({ resource_type: 'unit_test' }),
      node({ resource_type: 'unit_test', checksum: 'b' }),
      '~ dbt fct_revenue: changed: non-breaking, tests',
    ],
    [
      'a column that goes',
      node(),
      node({ columns: { id: 'integer' } }),
      '~ dbt fct_revenue: 1 column removed: breaking, code',
    ],
    [
      'a column of another type, whatever else is harmless',
      node(),
      node({
        columns: { id: 'text', amount: 'number', fx: 'number' },
        tags: ['x'],
      }),
      '~ dbt fct_revenue: 1 column retyped, 1 column added, tags: breaking, code',
    ],
    [
      'columns that come',
      node(),
      node({ columns: { id: 'integer', amount: 'number', fx: 'n', fy: 'n' } }),
      '~ dbt fct_revenue: 2 columns added: non-breaking, code',
    ],
    [
      'another materialisation',
      node(),
      node({ materialized: 'view' }),
      '~ dbt fct_revenue: materialised table → view: breaking, code',
    ],
    [
      'other code',
      node(),
      node({ checksum: 'b' }),
      '~ dbt fct_revenue: code: unknown, code',
    ],
    [
      'other code and a column more, without a contract',
      node(),
      node({
        checksum: 'b',
        columns: { id: 'integer', amount: 'number', fx: 'n' },
      }),
      '~ dbt fct_revenue: 1 column added, code: unknown, code',
    ],
    [
      'other code behind a contract that stays',
      node({ contract: true }),
      node({ contract: true, checksum: 'b' }),
      '~ dbt fct_revenue: code: non-breaking, code',
    ],
    [
      'other code and no contract any more',
      node({ contract: true }),
      node({ checksum: 'b' }),
      '~ dbt fct_revenue: contract no longer enforced, code: breaking, code',
    ],
    [
      'a description',
      node({ description: 'Old' }),
      node({ description: 'New' }),
      '~ dbt fct_revenue: description: non-breaking, docs',
    ],
    [
      'the description of a column',
      node(),
      node({ column_descriptions: { id: 'The key' } }),
      '~ dbt fct_revenue: description: non-breaking, docs',
    ],
    [
      'tags',
      node(),
      node({ tags: ['close'] }),
      '~ dbt fct_revenue: tags: non-breaking, tags',
    ],
    [
      'other configuration',
      node({ config: 'a' }),
      node({ config: 'b' }),
      '~ dbt fct_revenue: configuration: unknown, code',
    ],
    [
      'something that it does not know',
      node(),
      { ...node(), group: 'finance' },
      '~ dbt fct_revenue: configuration: unknown, code',
    ],
    [
      'other parents of an exposure',
      node({ resource_type: 'exposure' }),
      node({ resource_type: 'exposure', depends_on: ['model.x.y'] }),
      '~ dbt fct_revenue: dependencies: unknown, code',
    ],
  ])('says of %s', (_, base, to, expected) => {
    expect(said(base, to)).toEqual([expected]);
  });

  it('says nothing of what is only said otherwise', () => {
    expect(said(node(), node({ contract: false, description: '' }))).toEqual(
      [],
    );
  });

  it('knows macros and versions where both sides say them', () => {
    const project = (macros?: Record<string, string>, version?: string) => ({
      nodes: {},
      macros,
      dbt_version: version,
    });
    const titles = (...[base, to]: Array<ReturnType<typeof project>>) =>
      diffDbt(base, to).map(c => `${c.sign} ${c.title} ${c.impact}`);
    const macro = 'macro.northstar.cents';
    expect(
      titles(
        project({ [macro]: 'a' }, '1.10.1'),
        project({ [macro]: 'b' }, '1.11.0'),
      ),
    ).toEqual(['~ dbt macro cents unknown', '~ dbt 1.10.1 → 1.11.0 unknown']);
    expect(titles(project({ [macro]: 'a' }), project())).toEqual([]);
  });
});
