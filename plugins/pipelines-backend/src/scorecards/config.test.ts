import { ConfigReader } from '@backstage/config';
import { readScorecardsConfig } from './config';

const read = (scorecards?: object) =>
  readScorecardsConfig(
    new ConfigReader(scorecards ? { pipelines: { scorecards } } : {}),
  );

describe('readScorecardsConfig', () => {
  it('has defaults for everything', () => {
    expect(read()).toEqual({
      shipped: true,
      folder: undefined,
      definitions: [],
      campaigns: undefined,
      everyMinutes: 5,
      exemptions: { maxDays: 90, remindDays: 7, approvers: undefined },
    });
  });

  it.each([
    [{ everyMinutes: 0 }, 'pipelines.scorecards.everyMinutes is 0'],
    [
      { exemptions: { maxDays: 91 } },
      'pipelines.scorecards.exemptions.maxDays is 91, but has to be a whole number from 1 to 90',
    ],
    [
      { exemptions: { approvers: ['platform'] } },
      'pipelines.scorecards.exemptions.approvers names platform',
    ],
    [
      { exemptions: { approvers: [] } },
      'pipelines.scorecards.exemptions.approvers is empty',
    ],
    [{ definitions: {} }, 'pipelines.scorecards.definitions has to be a list'],
  ])('refuses %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
