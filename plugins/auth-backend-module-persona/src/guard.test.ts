import { mockServices } from '@backstage/backend-test-utils';
import { assertPersonaSignInAllowed } from './guard';

type Listen = { host?: string; port?: number };

function check(options: {
  nodeEnv?: string;
  enabled?: boolean;
  listen?: string | Listen;
}) {
  const { nodeEnv = 'development', enabled, listen } = options;
  const config = mockServices.rootConfig({
    data: {
      backend: listen === undefined ? {} : { listen },
      auth: {
        providers: enabled === undefined ? {} : { persona: { enabled } },
      },
    },
  });
  return () => assertPersonaSignInAllowed({ config, nodeEnv });
}

describe('assertPersonaSignInAllowed', () => {
  it.each<[string, string | Listen]>([
    ['the IPv4 loopback', { host: '127.0.0.1', port: 7007 }],
    ['the IPv6 loopback', { host: '::1' }],
    ['localhost', { host: 'localhost' }],
    ['an address in one string', '127.0.0.1:7007'],
  ])('lets it load on %s', (_, listen) => {
    expect(check({ enabled: true, listen })).not.toThrow();
  });

  it.each<[string, string | Listen | undefined, string]>([
    ['an interface', { host: '0.0.0.0' }, "is '0.0.0.0'"],
    ['an IPv6 interface', { host: '::' }, "is '::'"],
    ['a name', { host: 'portal.example.com' }, "is 'portal.example.com'"],
    ['a name like loopback', { host: '127.0.0.1.example.com' }, 'is '],
    ['no host', { port: 7007 }, 'not set, which means every interface'],
    ['a port in a string', ':7007', 'not set, which means every interface'],
    ['a host in a string', '0.0.0.0:7007', "is '0.0.0.0'"],
    ['no listen at all', undefined, 'not set, which means every interface'],
  ])('refuses %s', (_, listen, message) => {
    expect(check({ enabled: true, listen })).toThrow(
      expect.objectContaining({
        name: 'NotAllowedError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('refuses production, whatever the config says', () => {
    expect(
      check({
        nodeEnv: 'production',
        enabled: true,
        listen: { host: '127.0.0.1' },
      }),
    ).toThrow('NODE_ENV is production');
  });

  it.each([[undefined], [false]])('refuses enabled: %s', enabled => {
    expect(check({ enabled, listen: { host: '127.0.0.1' } })).toThrow(
      'auth.providers.persona.enabled is not true',
    );
  });
});
