import {
  manifestOf,
  nodeBody,
  recordedManifest,
  recordedResults,
  resultsOf,
} from './__testUtils__/fixtures';
import { select } from './selection/select';
import { readTests } from './testReadings';

const externalId = 'lab/package:lab';

describe('readTests', () => {
  it('reads the tests of a recorded build', () => {
    const manifest = recordedManifest('test_fail');
    const tests = readTests({
      externalId,
      ids: select(manifest, 'package:lab'),
      manifest,
      runResults: recordedResults('test_fail'),
    });
    expect(tests.map(({ test, state }) => [test, state])).toEqual([
      ['unique_stg_customers_customer_id', 'pass'],
      ['not_null_stg_orders_order_id', 'pass'],
      ['unique_stg_orders_order_id', 'fail'],
      ['not_null_fct_revenue_revenue', 'skipped'],
    ]);
    expect(tests[2]).toEqual({
      subject: { pipeline: externalId },
      test: 'unique_stg_orders_order_id',
      executionId: '4e58a911-ccf8-4c73-b2c7-2deb2bd242eb',
      at: '2026-11-21T07:04:37.067Z',
      state: 'fail',
      failures: 1,
      message: 'Got 1 result, configured to fail if != 0',
    });
  });

  const MANIFEST = manifestOf([
    nodeBody('model.shop.a'),
    nodeBody('test.shop.unique.1', {
      name: 'unique',
      parents: ['model.shop.a'],
    }),
    nodeBody('test.lib.unique.2', {
      name: 'unique',
      parents: ['model.shop.a'],
    }),
    nodeBody('unit_test.shop.a.converts', { parents: ['model.shop.a'] }),
  ]);
  const read = (
    statuses: Record<string, string>,
    args: Record<string, unknown> = {},
    message?: string,
  ) => {
    const runResults = resultsOf(statuses, { args });
    return readTests({
      externalId: 'shop/a',
      ids: select(MANIFEST, 'a'),
      manifest: MANIFEST,
      runResults: {
        ...runResults,
        results: runResults.results.map(result => ({ ...result, message })),
      },
    });
  };

  it.each([
    ['pass', 'pass'],
    ['warn', 'warn'],
    ['fail', 'fail'],
    ['error', 'error'],
    ['runtime error', 'error'],
    ['skipped', 'skipped'],
    ['dreaming', 'error'],
  ])('takes %s for %s', (status, state) => {
    expect(read({ 'test.shop.unique.1': status })[0].state).toBe(state);
  });

  it('tells tests of one name apart, and unit tests by their model', () => {
    expect(
      read({
        'test.shop.unique.1': 'pass',
        'test.lib.unique.2': 'pass',
        'unit_test.shop.a.converts': 'fail',
      }).map(({ test }) => test),
    ).toEqual(['test.shop.unique.1', 'test.lib.unique.2', 'a.converts']);
  });

  it.each([
    ['Database Error in test unique\n  Could not convert jane@example.com'],
    ['Could not convert jane@example.com to INT32'],
    ['actual differs from expected:\n@@,name\n+,Jane'],
    ['Got 1 result, configured to fail if != 0\njane@example.com'],
  ])('leaves out a message that may quote data: %j', message => {
    const [test] = read({ 'test.shop.unique.1': 'error' }, {}, message);
    expect(test).not.toHaveProperty('message');
  });

  it.each([
    [{ which: 'compile' }],
    [{ which: 'generate' }],
    [{ which: 'run' }],
    [{ empty: true }],
  ])('reads none of %j, which runs no test against data', args => {
    expect(read({ 'test.shop.unique.1': 'success' }, args)).toEqual([]);
  });

  it('reads those of dbt test', () => {
    expect(
      read({ 'test.shop.unique.1': 'pass' }, { which: 'test' }),
    ).toHaveLength(1);
  });
});
