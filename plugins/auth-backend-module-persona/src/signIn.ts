import type { UserEntity } from '@backstage/catalog-model';
import { AuthenticationError, isError } from '@backstage/errors';
import type {
  AuthResolverContext,
  ProfileTransform,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import { PERSONA_ANNOTATION } from '@sluice/plugin-pipelines-common';
import type { PersonaChoice } from './authenticator';
import { displayNameOf, isPersona } from './personas';

/**
 * Name, mail address and picture of the chosen person.
 *
 * @throws AuthenticationError if that person can't be chosen
 * @internal
 */
export const personaProfileTransform: ProfileTransform<PersonaChoice> = async (
  choice,
  ctx,
) => {
  const entity = await findPersona(choice, ctx);
  const profile = (entity as UserEntity).spec?.profile;
  return {
    profile: {
      displayName: displayNameOf(entity),
      email: profile?.email,
      picture: profile?.picture,
    },
  };
};

/**
 * Signs in as the chosen person with a token like any other: their groups come from the catalog.
 *
 * @throws AuthenticationError if that person can't be chosen
 * @internal
 */
export const personaSignInResolver: SignInResolver<PersonaChoice> = async (
  { result },
  ctx,
) => {
  await findPersona(result, ctx);
  return ctx.signInWithCatalogUser({ entityRef: result.entityRef });
};

async function findPersona(choice: PersonaChoice, ctx: AuthResolverContext) {
  const { entityRef } = choice;
  const { entity } = await ctx
    .findCatalogUser({ entityRef })
    .catch((error: unknown) => {
      if (isError(error) && error.name === 'NotFoundError') {
        throw new AuthenticationError(
          `There is no ${entityRef} in the catalog. If the portal has just started, the catalog may not have read its people yet: try again in a few seconds`,
        );
      }
      throw error;
    });
  if (!isPersona(entity)) {
    throw new AuthenticationError(
      `${entityRef} can't be chosen for the demo sign-in: only Users with the annotation ${PERSONA_ANNOTATION}: 'true' can`,
    );
  }
  return entity;
}
