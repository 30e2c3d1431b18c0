import type { PipelineFacts } from '../fleet';
import { membersOf } from './members';

const facts = (
  id: number,
  name: string,
  more: Partial<PipelineFacts> = {},
): PipelineFacts => ({
  id,
  name,
  entityRef: `component:default/${name}`,
  type: 'airflow-dag',
  tier: 1,
  lifecycle: 'production',
  classification: [],
  owner: 'group:default/finance-data',
  system: 'system:default/ledger',
  releaseUnit: name,
  domain: 'domain:default/finance',
  ...more,
});

const PIPELINES = [
  facts(1, 'fct_journal', { type: 'dbt-selection', classification: ['sox'] }),
  facts(2, 'fct_revenue', { type: 'dbt-selection', tier: 2 }),
  facts(3, 'close.day'),
  facts(4, 'closexday', { domain: 'domain:default/sales', system: '' }),
  facts(5, 'legacy_load', { lifecycle: 'legacy', owner: 'group:default/ops' }),
];

describe('membersOf', () => {
  it.each([
    ['a pipeline is its own', 'component:default/fct_revenue', {}, [2]],
    ['all of a domain', 'domain:default/finance', {}, [1, 2, 3, 5]],
    ['all of a system', 'system:default/ledger', {}, [1, 2, 3, 5]],
    ['all of a group', 'group:default/ops', {}, [5]],
    ['an API has none', 'api:default/fct_revenue', {}, []],
    ['by type', 'domain:default/finance', { types: ['dbt-selection'] }, [1, 2]],
    ['by tier', 'domain:default/finance', { tiers: [2, 3] }, [2]],
    ['by lifecycle', 'domain:default/finance', { lifecycles: ['legacy'] }, [5]],
    [
      'by classification',
      'domain:default/finance',
      { classifications: ['sox', 'pii'] },
      [1],
    ],
    ['by pattern', 'domain:default/finance', { name: 'fct_*' }, [1, 2]],
    [
      'a dot in a pattern is a dot',
      'group:default/finance-data',
      { name: 'close.day' },
      [3],
    ],
    [
      'fields are ANDed',
      'domain:default/finance',
      { types: ['dbt-selection'], tiers: [1] },
      [1],
    ],
    ['nothing matches', 'domain:default/finance', { name: 'x*' }, []],
  ])('%s', (_, entityRef, selector, expected) => {
    expect(membersOf({ entityRef, selector }, PIPELINES)).toEqual(expected);
  });
});
