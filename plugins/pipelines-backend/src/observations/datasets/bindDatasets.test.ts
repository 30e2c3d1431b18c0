import { bindDatasets } from './bindDatasets';

const dataset = (
  id: number,
  technology: string,
  externalId: string,
  entityRef: string | null = null,
) => ({
  id,
  technology,
  externalId,
  entityRef,
  declared: entityRef !== null,
});

const claim = (
  technology: string,
  externalId: string,
  entityRef: string,
  declared = true,
) => ({ technology, externalId, entityRef, declared });

const A = 'resource:default/a';
const B = 'resource:default/b';

describe('bindDatasets', () => {
  it.each([
    [
      'binds what a Resource says it is',
      [dataset(1, 'dbt', 'model.shop.orders'), dataset(2, 'dbt', 'x')],
      [claim('dbt', 'model.shop.orders', A)],
      [{ id: 1, entityRef: A, declared: true }],
    ],
    [
      'says nothing of those that stay as they are',
      [dataset(1, 'dbt', 'model.shop.orders', A)],
      [claim('dbt', 'model.shop.orders', A)],
      [],
    ],
    [
      'lets go of one whose Resource is gone',
      [dataset(1, 'dbt', 'model.shop.orders', A)],
      [],
      [{ id: 1, entityRef: null, declared: false }],
    ],
    [
      'gives a dataset that two claim to the first by name',
      [dataset(1, 'kafka', 'orders')],
      [claim('kafka', 'orders', B), claim('kafka', 'orders', A)],
      [{ id: 1, entityRef: A, declared: true }],
    ],
    [
      'prefers one that somebody declared',
      [dataset(1, 'dbt', 'model.shop.orders')],
      [
        claim('dbt', 'model.shop.orders', A, false),
        claim('dbt', 'model.shop.orders', B),
      ],
      [{ id: 1, entityRef: B, declared: true }],
    ],
    [
      'takes a name for that of its technology alone',
      [dataset(1, 'kafka', 'orders')],
      [claim('dbt', 'orders', A)],
      [],
    ],
    [
      'finds a table in the database of any environment',
      [
        dataset(1, 'snowflake', 'PROD.FINANCE.CLOSE'),
        dataset(2, 'snowflake', 'DEV.FINANCE.CLOSE'),
      ],
      [claim('snowflake', 'FINANCE.CLOSE', A)],
      [
        { id: 1, entityRef: A, declared: true },
        { id: 2, entityRef: A, declared: true },
      ],
    ],
    [
      'prefers a name with its database',
      [dataset(1, 'snowflake', 'PROD.FINANCE.CLOSE')],
      [
        claim('snowflake', 'FINANCE.CLOSE', A),
        claim('snowflake', 'PROD.FINANCE.CLOSE', B),
      ],
      [{ id: 1, entityRef: B, declared: true }],
    ],
  ])('%s', (_, datasets, bindings, expected) => {
    expect(bindDatasets(datasets, bindings)).toEqual(expected);
  });
});
