import { ConfigReader } from '@backstage/config';
import { readIncidentsConfig } from './config';

const read = (incidents: object) =>
  readIncidentsConfig(new ConfigReader({ pipelines: { incidents } } as never));
const WEBHOOK = { name: 'status-page', secret: 'fake-fake-fake-fake' };

describe('readIncidentsConfig', () => {
  it('has defaults', () => {
    expect(readIncidentsConfig(new ConfigReader({}))).toEqual({
      recoverySeconds: 600,
      webhooks: [],
    });
    expect(read({ webhooks: [WEBHOOK] }).webhooks).toEqual([
      { ...WEBHOOK, toleranceSeconds: 300 },
    ]);
  });

  it.each<[string, object, string]>([
    ['a negative time', { recoverySeconds: -1 }, 'recoverySeconds is -1'],
    [
      'a short secret',
      { webhooks: [{ ...WEBHOOK, secret: 'x' }] },
      'webhooks[0].secret has to have at least 16',
    ],
    [
      'a name with a slash',
      { webhooks: [{ ...WEBHOOK, name: 'a/b' }] },
      'webhooks[0].name is "a/b"',
    ],
    [
      'a tolerance of a day',
      { webhooks: [{ ...WEBHOOK, toleranceSeconds: 86_400 }] },
      'webhooks[0].toleranceSeconds is 86400',
    ],
    [
      'one twice',
      { webhooks: [WEBHOOK, WEBHOOK] },
      'webhooks names status-page twice',
    ],
  ])('refuses %s', (_, config, message) => {
    expect(() => read(config)).toThrow(`pipelines.incidents.${message}`);
  });
});
