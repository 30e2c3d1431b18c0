import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/**
 * The id of this sign-in provider; its routes are under `/api/auth/persona`.
 *
 * @public
 */
export const PERSONA_PROVIDER_ID = 'persona';

/**
 * The request header that says who to be: a user's name, or an entity ref.
 *
 * @public
 */
export const PERSONA_HEADER = 'x-sluice-persona';

/**
 * Whom a request asks to be. Nothing is proven by it.
 *
 * @internal
 */
export type PersonaChoice = {
  /** Full entity ref of a User. */
  entityRef: string;
};

/**
 * Reads the choice from the request's header.
 *
 * @throws AuthenticationError if the header is missing or doesn't name a User
 * @internal
 */
export const personaAuthenticator = createProxyAuthenticator({
  async defaultProfileTransform() {
    return { profile: {} };
  },
  initialize() {},
  async authenticate({ req }): Promise<{ result: PersonaChoice }> {
    return { result: { entityRef: readChoice(req.header(PERSONA_HEADER)) } };
  },
});

function readChoice(header: string | undefined): string {
  const value = header?.trim();
  if (!value) {
    throw new AuthenticationError(
      `The header ${PERSONA_HEADER} is missing: set it to the name of a person, for example ines.duarte`,
    );
  }
  let ref;
  try {
    ref = parseEntityRef(value, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
  } catch {
    throw new AuthenticationError(
      `The header ${PERSONA_HEADER} holds '${value}', which is neither a user's name nor an entity ref`,
    );
  }
  if (ref.kind.toLocaleLowerCase('en-US') !== 'user') {
    throw new AuthenticationError(
      `The header ${PERSONA_HEADER} holds '${value}', but only a User can sign in`,
    );
  }
  return stringifyEntityRef(ref);
}
