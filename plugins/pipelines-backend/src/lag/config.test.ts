import { mockServices } from '@backstage/backend-test-utils';
import { readLagDays } from './config';

const read = (lag: object) =>
  readLagDays(mockServices.rootConfig({ data: { pipelines: { lag } } as any }));

describe('readLagDays', () => {
  it('fills in what is left out', () => {
    expect(read({})).toEqual({ minutes: 2, hours: 400, abandoned: 7 });
    expect(read({ minutesDays: 7 })).toMatchObject({ minutes: 7 });
  });

  it.each([
    [
      { minutesDays: 1 },
      'pipelines.lag.minutesDays is 1, but has to be a whole number from 2 to 3650',
    ],
    [{ hoursDays: 3.5 }, 'pipelines.lag.hoursDays is 3.5'],
    [{ abandonedDays: -7 }, 'pipelines.lag.abandonedDays is -7'],
  ])('refuses %j, and names the key', (lag, message) => {
    expect(() => read(lag)).toThrow(message);
  });
});
