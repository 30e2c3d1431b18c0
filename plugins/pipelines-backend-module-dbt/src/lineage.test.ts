import { recorded, recordedManifest } from './__testUtils__/fixtures';
import { readManifest } from './artifacts/manifest';
import {
  childrenOf,
  datasetDefinitions,
  datasetsOf,
  lineageOf,
} from './lineage';
import { select } from './selection/select';

describe('lineageOf', () => {
  it('tells datasets and how data flows between them', () => {
    const { nodes, edges } = lineageOf(recordedManifest());
    expect(nodes.map(({ id, datasetType }) => [id, datasetType])).toEqual([
      ['model.lab.fct_revenue', 'dbt-model'],
      ['model.lab.stg_customers', 'dbt-model'],
      ['model.lab.stg_orders', 'dbt-model'],
      ['seed.lab.raw_customers', 'dbt-model'],
      ['seed.lab.raw_orders', 'dbt-model'],
      ['source.lab.raw.raw_customers', undefined],
      ['source.lab.raw.raw_orders', undefined],
    ]);
    expect(nodes[0]).toMatchObject({
      name: 'fct_revenue',
      relation: '"dbt"."main"."fct_revenue"',
    });
    expect(edges).toEqual([
      { from: 'model.lab.stg_customers', to: 'model.lab.fct_revenue' },
      { from: 'model.lab.stg_orders', to: 'model.lab.fct_revenue' },
      { from: 'source.lab.raw.raw_customers', to: 'model.lab.stg_customers' },
      { from: 'source.lab.raw.raw_orders', to: 'model.lab.stg_orders' },
    ]);
  });

  it('is the same for two compilations of the same project', () => {
    const [one, two] = ['compile1', 'compile2'].map(name =>
      recorded(`${name}/manifest.json`),
    );
    expect(one).not.toBe(two);
    const lineages = [one, two].map(text => lineageOf(readManifest(text, 'x')));
    expect(lineages[0]).toEqual(lineages[1]);
  });
});

describe('datasetsOf', () => {
  it('tells what a selection reads and writes', () => {
    const manifest = recordedManifest();
    expect(datasetsOf(manifest, select(manifest, 'fct_revenue'))).toEqual({
      reads: ['model.lab.stg_customers', 'model.lab.stg_orders'],
      writes: ['model.lab.fct_revenue'],
    });
    expect(datasetsOf(manifest, select(manifest, '+fct_revenue'))).toEqual({
      reads: ['source.lab.raw.raw_customers', 'source.lab.raw.raw_orders'],
      writes: [
        'model.lab.fct_revenue',
        'model.lab.stg_customers',
        'model.lab.stg_orders',
      ],
    });
  });
});

describe('childrenOf', () => {
  it('counts tests among those that read a node', () => {
    expect(childrenOf(recordedManifest()).get('model.lab.fct_revenue')).toEqual(
      ['test.lab.not_null_fct_revenue_revenue.29fc64ab40'],
    );
  });
});

describe('datasetDefinitions', () => {
  it('tells what each dataset is made from, and which selections write and read it', () => {
    const manifest = recordedManifest();
    const selection = (selector: string) => ({
      externalId: `lab/${selector}`,
      ids: select(manifest, selector),
    });
    const found = new Map(
      datasetDefinitions(manifest, [
        selection('fct_revenue'),
        selection('stg_orders'),
      ]).map(d => [d.externalId, d]),
    );
    expect(found.get('model.lab.fct_revenue')).toMatchObject({
      type: 'dbt-model',
      name: 'fct_revenue',
      madeFrom: ['model.lab.stg_customers', 'model.lab.stg_orders'],
      writtenBy: ['lab/fct_revenue'],
      readBy: undefined,
    });
    expect(found.get('model.lab.stg_orders')).toMatchObject({
      writtenBy: ['lab/stg_orders'],
      readBy: ['lab/fct_revenue'],
    });
    expect(found.get('source.lab.raw.raw_orders')).toMatchObject({
      type: undefined,
      writtenBy: undefined,
      readBy: ['lab/stg_orders'],
    });
  });
});
