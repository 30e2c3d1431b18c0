import type { Entity } from '@backstage/catalog-model';
import { datasetBindings, isDataset } from './datasetBindings';

function resource(type: string, annotations: object = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'fct_orders', annotations: { ...annotations } },
    spec: { type },
  };
}

describe('datasetBindings', () => {
  it.each([
    ['a dataset', resource('dbt-model'), true],
    ['another Resource', resource('database'), false],
    ['a Component', { ...resource('dbt-model'), kind: 'Component' }, false],
  ])('knows %s', (_, entity, expected) => {
    expect(isDataset(entity)).toBe(expected);
  });

  it('says what each technology calls it', () => {
    expect(
      datasetBindings(
        resource('dbt-model', {
          'sluice.dev/dbt-node': 'model.shop.fct_orders',
          'sluice.dev/kafka-topic': 'orders.v1',
          'sluice.dev/demo': 'true',
        }),
      ),
    ).toEqual([
      {
        technology: 'dbt',
        externalId: 'model.shop.fct_orders',
        entityRef: 'resource:default/fct_orders',
        declared: true,
      },
      {
        technology: 'kafka',
        externalId: 'orders.v1',
        entityRef: 'resource:default/fct_orders',
        declared: true,
      },
    ]);
  });

  it('knows one that we made ourselves', () => {
    expect(
      datasetBindings(
        resource('dbt-model', {
          'sluice.dev/dbt-node': 'model.shop.fct_orders',
          'sluice.dev/discovered-by': 'dbt-prod',
        }),
      ),
    ).toMatchObject([{ declared: false }]);
  });

  it('says nothing of one without annotations', () => {
    expect(datasetBindings(resource('s3-prefix'))).toEqual([]);
  });
});
