import { ConfigReader } from '@backstage/config';
import { readMorningReportConfig } from './config';

const read = (morning: object) =>
  readMorningReportConfig(
    new ConfigReader({ pipelines: { reports: { morning } } } as never),
  );
const MORNING = { time: '05:30', timezone: 'America/New_York' };

describe('readMorningReportConfig', () => {
  it('is nothing without the key', () => {
    expect(readMorningReportConfig(new ConfigReader({}))).toBeUndefined();
  });

  it('completes the recipients', () => {
    expect(read({ ...MORNING, recipients: ['platform', 'user:ines'] })).toEqual(
      {
        ...MORNING,
        recipients: ['group:default/platform', 'user:default/ines'],
      },
    );
    expect(read(MORNING)?.recipients).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'an unknown zone',
      { timezone: 'Europe/Atlantis' },
      'timezone is "Europe/Atlantis"',
    ],
    ['no time', { time: '5:30' }, 'time is "5:30"'],
    [
      'a recipient that can not read',
      { recipients: ['component:x'] },
      'recipients[0]',
    ],
  ])('refuses %s', (_, more, message) => {
    expect(() => read({ ...MORNING, ...more })).toThrow(
      `pipelines.reports.morning.${message}`,
    );
  });
});
