import type { RootConfigService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];

/**
 * Refuses to let the demo sign-in load where somebody else could use it: it asks for no password.
 *
 * @param options - the root config, and the value of NODE_ENV
 * @throws NotAllowedError that says which setting is in the way and what to do
 * @internal
 */
export function assertPersonaSignInAllowed(options: {
  config: RootConfigService;
  nodeEnv: string | undefined;
}): void {
  const { config, nodeEnv } = options;

  if (nodeEnv === 'production') {
    throw new NotAllowedError(
      'The demo sign-in (persona) refuses to load because NODE_ENV is production. Remove its module from the backend and configure a real provider under auth.providers',
    );
  }
  if (!config.getOptionalBoolean('auth.providers.persona.enabled')) {
    throw new NotAllowedError(
      'The demo sign-in (persona) is installed but auth.providers.persona.enabled is not true. Set it for a demo, or remove the module from the backend',
    );
  }
  const host = listenHost(config);
  if (!LOOPBACK_HOSTS.includes(host)) {
    throw new NotAllowedError(
      `The demo sign-in (persona) needs no password, so it loads on loopback only, but backend.listen.host is ${
        host ? `'${host}'` : 'not set, which means every interface'
      }. Set it to 127.0.0.1, or remove the module from the backend`,
    );
  }
}

/** The host that the backend listens on, empty for all; `backend.listen` may be `:7007`, `host:7007` or an object. */
function listenHost(config: RootConfigService): string {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string') {
    return listen.split(':').slice(0, -1).join(':');
  }
  return config.getOptionalString('backend.listen.host') ?? '';
}
