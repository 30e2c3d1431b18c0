import { ConfigReader } from '@backstage/config';
import { readExternalConfig } from './config';

// They open nothing.
const WEBHOOK = 'fake-fake-fake-webhook';
const REPORTS = 'fake-fake-fake-reports';

const MINIMAL = {
  id: 'orders',
  units: ['u'],
  environments: ['prod'],
  webhook: { url: 'https://ci.example.org/deploy', secret: WEBHOOK },
  reports: { secret: REPORTS },
};

const read = (...deployers: object[]) =>
  readExternalConfig(
    new ConfigReader({ pipelines: { external: { deployers } } }),
  );

describe('readExternalConfig', () => {
  it('is empty without its key', () => {
    expect(readExternalConfig(new ConfigReader({}))).toEqual([]);
  });

  it('has defaults', () => {
    expect(read(MINIMAL)).toEqual([
      {
        ...MINIMAL,
        webhook: { ...MINIMAL.webhook, timeoutSeconds: 10 },
        reports: { ...MINIMAL.reports, trustedHours: 168 },
        timeoutMinutes: 60,
        rollbackClass: 'stateful',
      },
    ]);
  });

  it.each([
    [{ webhook: { url: 'ftp://ci', secret: WEBHOOK } }, 'webhook.url'],
    [{ webhook: { ...MINIMAL.webhook, secret: 'short' } }, 'webhook.secret'],
    [{ reports: { secret: WEBHOOK } }, 'reports.secret must be another one'],
    [{ reports: {} }, 'reports.secret is missing'],
    [{ units: [] }, 'units'],
    [{ timeoutMinutes: 0 }, 'timeoutMinutes'],
    [{ statusUrl: 'status' }, 'statusUrl'],
    [{ retries: 3 }, 'retries is not a known key'],
  ])('refuses %j, names the key and repeats no secret', (wrong, message) => {
    const refused = () => read({ ...MINIMAL, ...wrong });
    expect(refused).toThrow(message);
    expect(refused).not.toThrow(/fake-fake/);
  });

  it('refuses two of one id', () => {
    expect(() => read(MINIMAL, MINIMAL)).toThrow('[1].id is orders');
  });
});
