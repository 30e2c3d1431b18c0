import type { PipelinesClient } from '@sluice/plugin-pipelines-common';
import { fleetRow } from '../__testUtils__/fleet';
import { rowLoaderFor } from './rowLoader';

describe('rowLoaderFor', () => {
  it('asks once for all that is wanted at a time, and knows what is not there', async () => {
    const row = fleetRow({ name: 'a' });
    const GET = jest.fn(async () => ({
      data: { items: [row], totalItems: 1 },
    }));
    const loader = rowLoaderFor({ GET } as unknown as PipelinesClient);
    const answers = await Promise.all([
      loader.load('component:default/a'),
      loader.load('component:default/gone'),
      loader.load('component:default/a'),
    ]);
    expect(answers).toEqual([row, undefined, row]);
    expect(GET.mock.calls).toEqual([
      [
        '/fleet',
        {
          params: {
            query: {
              entityRef: ['component:default/a', 'component:default/gone'],
              limit: 100,
              facets: false,
            },
          },
        },
      ],
    ]);
  });
});
