import {
  manifestOf,
  nodeBody,
  recordedManifest,
} from '../__testUtils__/fixtures';
import { select } from './select';

const MANIFEST = manifestOf([
  nodeBody('source.shop.raw.orders', { source_name: 'raw', tags: ['raw'] }),
  nodeBody('source.shop.raw.customers', { source_name: 'raw' }),
  nodeBody('model.shop.staging.stg_orders', {
    parents: ['source.shop.raw.orders'],
    original_file_path: 'models/staging/stg_orders.sql',
    tags: ['nightly'],
  }),
  nodeBody('model.shop.marts.fct_orders', {
    parents: ['model.shop.staging.stg_orders'],
    original_file_path: 'models/marts/fct_orders.sql',
    patch_path: 'shop://models/marts/schema.yml',
    tags: ['nightly', 'close'],
  }),
  nodeBody('model.shop.marts.orders_daily', {
    parents: ['model.shop.marts.fct_orders'],
    original_file_path: 'models/marts/orders_daily.sql',
  }),
  nodeBody('model.shop.marts.dim_customer.v2', {
    name: 'dim_customer',
    version: 2,
    original_file_path: 'models/marts/dim_customer_v2.sql',
  }),
  nodeBody('test.shop.unique_fct_orders.abc', {
    name: 'unique_fct_orders',
    parents: ['model.shop.marts.fct_orders'],
  }),
  nodeBody('test.shop.daily_sums_up.def', {
    name: 'daily_sums_up',
    parents: ['model.shop.marts.fct_orders', 'model.shop.marts.orders_daily'],
  }),
  nodeBody('unit_test.shop.fct_orders.converts', {
    parents: ['model.shop.marts.fct_orders'],
    tags: undefined,
    config: { tags: 'slow' },
  }),
  nodeBody('exposure.shop.report', {
    parents: ['model.shop.marts.orders_daily'],
  }),
]);

/** Ids without what is the same in all. */
const selected = (selector: string) =>
  [...select(MANIFEST, selector)]
    .map(id => id.replace(/^(\w+)\.shop\.(marts\.|staging\.)?/, '$1 '))
    .sort();

const FCT_TESTS = [
  'test daily_sums_up.def',
  'test unique_fct_orders.abc',
  'unit_test fct_orders.converts',
];

describe('select', () => {
  it.each<[string, string[]]>([
    ['tag:close', ['model fct_orders', ...FCT_TESTS]],
    ['tag:clo*', ['model fct_orders', ...FCT_TESTS]],
    ['tag:nothing', []],
    ['tag:slow', ['unit_test fct_orders.converts']],
    ['fct_orders', ['model fct_orders', ...FCT_TESTS]],
    ['shop.marts.fct_orders', ['model fct_orders', ...FCT_TESTS]],
    ['marts.fct_*', ['model fct_orders', ...FCT_TESTS]],
    ['stg_*', ['model stg_orders']],
    ['orders', ['source raw.orders']],
    ['dim_customer', ['model dim_customer.v2']],
    ['dim_customer.v2', ['model dim_customer.v2']],
    ['dim_customer_v2', ['model dim_customer.v2']],
    ['path:models/staging', ['model stg_orders']],
    ['path:models/marts/fct_orders.sql', ['model fct_orders', ...FCT_TESTS]],
    ['models/marts/schema.yml', ['model fct_orders', ...FCT_TESTS]],
    ['path:models/*/stg_orders.sql', ['model stg_orders']],
    ['source:raw', ['source raw.customers', 'source raw.orders']],
    ['source:raw.orders', ['source raw.orders']],
    ['source:other.raw.orders', []],
    ['resource_type:exposure', ['exposure report']],
    ['1+fct_orders', ['model fct_orders', 'model stg_orders', ...FCT_TESTS]],
    [
      '+orders_daily',
      [
        'model fct_orders',
        'model orders_daily',
        'model stg_orders',
        'source raw.orders',
        ...FCT_TESTS,
      ],
    ],
    [
      'orders_daily+',
      ['exposure report', 'model orders_daily', 'test daily_sums_up.def'],
    ],
    ['tag:nightly,path:models/staging', ['model stg_orders']],
    [
      'stg_orders orders_daily',
      ['model orders_daily', 'model stg_orders', 'test daily_sums_up.def'],
    ],
  ])('%s', (selector, expected) => {
    expect(selected(selector)).toEqual([...expected].sort());
  });

  it('ends in a graph that is a circle', () => {
    const circle = manifestOf([
      nodeBody('model.shop.a', { parents: ['model.shop.b'] }),
      nodeBody('model.shop.b', { parents: ['model.shop.a'] }),
    ]);
    expect(select(circle, '+a+').size).toBe(2);
  });

  it('selects all of a recorded project by its package, as dbt ls does', () => {
    // Three models, two seeds, two sources, four tests.
    expect(select(recordedManifest(), 'package:lab').size).toBe(11);
  });
});
