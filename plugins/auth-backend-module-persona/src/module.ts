import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { PERSONA_PROVIDER_ID, personaAuthenticator } from './authenticator';
import { assertPersonaSignInAllowed } from './guard';
import { createPeopleRouter } from './peopleRouter';
import { personaProfileTransform, personaSignInResolver } from './signIn';

/**
 * Adds the sign-in provider `persona` and the list of people for the sign-in page to the auth backend.
 *
 * @public
 */
export const authModulePersona = createBackendModule({
  pluginId: 'auth',
  moduleId: 'persona',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        auth: coreServices.auth,
        httpRouter: coreServices.httpRouter,
        catalog: catalogServiceRef,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, auth, httpRouter, catalog, providers }) {
        // Here and not in the provider's factory: there, outside production, a refusal is a mere warning in the log.
        assertPersonaSignInAllowed({ config, nodeEnv: process.env.NODE_ENV });
        logger.warn(
          'Demo sign-in is on: whoever can reach this backend may act as any of its people',
        );

        providers.registerProvider({
          providerId: PERSONA_PROVIDER_ID,
          factory: createProxyAuthProviderFactory({
            authenticator: personaAuthenticator,
            profileTransform: personaProfileTransform,
            signInResolver: personaSignInResolver,
          }),
        });

        // A module is initialised before its plugin, so this route stands before the plugin's catch-all.
        httpRouter.use(createPeopleRouter({ auth, catalog, logger }));
        httpRouter.addAuthPolicy({
          path: `/${PERSONA_PROVIDER_ID}/people`,
          allow: 'unauthenticated',
        });
      },
    });
  },
});
