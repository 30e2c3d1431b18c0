import { ConfigReader } from '@backstage/config';
import { readPromotionsConfig } from './config';

const read = (promotions: object) =>
  readPromotionsConfig(
    new ConfigReader({ pipelines: { promotions } as never }),
  );

describe('readPromotionsConfig', () => {
  it('has defaults', () => {
    expect(read({})).toMatchObject({
      times: { pollSeconds: 30, leaseSeconds: 30 },
      reconcileSeconds: 60,
    });
  });

  it('has the values of a unit over those of all', () => {
    const { valuesOf } = read({
      values: [
        { environment: 'prod', unit: 'finance', values: { WAREHOUSE: 'FIN' } },
        { environment: 'prod', values: { WAREHOUSE: 'LOAD', RETRIES: 3 } },
        { environment: 'dev', values: { WAREHOUSE: 'DEV' } },
      ],
    });
    expect(valuesOf({ unit: 'finance', environment: 'prod' })).toEqual({
      WAREHOUSE: 'FIN',
      RETRIES: 3,
    });
    expect(valuesOf({ unit: 'sales', environment: 'dev' })).toEqual({
      WAREHOUSE: 'DEV',
    });
  });

  it.each([
    [{ pollSeconds: 0 }, 'pipelines.promotions.pollSeconds is 0'],
    [
      { values: [{ environment: 'prod', values: ['a'] }] },
      'pipelines.promotions.values[0].values has to have a value by key',
    ],
    [
      { values: [{ environment: 'prod', values: { A: { b: 1 } } }] },
      'pipelines.promotions.values[0].values.A has to be a text',
    ],
  ])('refuses %j', (promotions, message) => {
    expect(() => read(promotions)).toThrow(message);
  });
});
