import type { DatasetDefinition } from '@sluice/plugin-pipelines-node';
import { readDatasetDefinition } from './readDatasetDefinition';

const definition = (
  options: Partial<DatasetDefinition> = {},
): DatasetDefinition => ({
  externalId: 'model.shop.orders',
  type: 'dbt-model',
  name: 'orders',
  ...options,
});

describe('readDatasetDefinition', () => {
  it('keeps what it knows, and cuts what is too long', () => {
    const result = readDatasetDefinition(
      definition({ description: 'x'.repeat(9000), madeFrom: ['a'] }),
    );
    expect(result).toMatchObject({
      definition: { externalId: 'model.shop.orders', madeFrom: ['a'] },
    });
    expect(
      'definition' in result && result.definition.description,
    ).toHaveLength(5000);
  });

  it.each([
    ['an id', { externalId: '' }, 'it has no externalId'],
    ['a name', { name: ' ' }, 'it has no name'],
    [
      'a type that is known',
      { type: 'cube' as never },
      'its type "cube" is unknown',
    ],
  ])('refuses one without %s', (_, options, reason) => {
    expect(readDatasetDefinition(definition(options))).toEqual({ reason });
  });
});
