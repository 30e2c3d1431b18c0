import type { ConfigApi } from '@backstage/frontend-plugin-api';
import { InputError } from '@backstage/errors';

const PROVIDERS = ['github', 'oidc'] as const;

/** A provider that the sign-in page can offer. */
export type SignInProvider = (typeof PROVIDERS)[number];

/**
 * What the sign-in page offers.
 *
 * @throws InputError if `sluice.signIn.providers` names a provider that the page has no button for
 * @internal
 */
export function readSignInConfig(config: ConfigApi): {
  isPersona: boolean;
  providers: SignInProvider[];
} {
  const isPersona =
    config.getOptionalBoolean('auth.providers.persona.enabled') ?? false;
  const names = config.getOptionalStringArray('sluice.signIn.providers') ?? [];
  const providers = names.map(name => {
    const known = PROVIDERS.find(provider => provider === name);
    if (!known) {
      throw new InputError(
        `sluice.signIn.providers names '${name}'; it may hold ${PROVIDERS.join(
          ' and ',
        )}`,
      );
    }
    return known;
  });
  return { isPersona, providers };
}
