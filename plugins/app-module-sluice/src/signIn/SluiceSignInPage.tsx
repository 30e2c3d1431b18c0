import type { SignInPageProps } from '@backstage/plugin-app-react';
import {
  configApiRef,
  githubAuthApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  SignInPage,
  type SignInProviderConfig,
} from '@backstage/core-components';
import { EmptyState } from '@sluice/plugin-pipelines-react';
import { appModuleTranslationRef } from '../translation';
import { oidcAuthApiRef } from './oidcAuthApi';
import { PersonaSignInPage } from './PersonaSignInPage';
import { readSignInConfig } from './readSignInConfig';

/**
 * People to choose from where the demo sign-in is on, else the providers that the config names.
 *
 * @internal
 */
export const SluiceSignInPage = (props: SignInPageProps) => {
  const { t } = useTranslationRef(appModuleTranslationRef);
  const { isPersona, providers } = readSignInConfig(useApi(configApiRef));
  if (isPersona) return <PersonaSignInPage {...props} />;
  if (providers.length === 0) {
    return (
      <EmptyState
        title={t('signIn.none.title')}
        description={t('signIn.none.message')}
      />
    );
  }
  return (
    <SignInPage
      {...props}
      title={t('signIn.title')}
      align="center"
      providers={providers.map(
        (id): SignInProviderConfig => ({
          id: `${id}-auth-provider`,
          title: t(`signIn.${id}.title`),
          message: t(`signIn.${id}.message`),
          apiRef: id === 'github' ? githubAuthApiRef : oidcAuthApiRef,
        }),
      )}
    />
  );
};
