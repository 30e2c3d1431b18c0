import { useState } from 'react';
import Button from '@mui/material/Button';
import CssBaseline from '@mui/material/CssBaseline';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { ProxiedSignInPage } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DemoBadge, ErrorPanel } from '@sluice/plugin-pipelines-react';
import { Logo } from '../logo';
import { appModuleTranslationRef } from '../translation';
import { PersonaCard } from './PersonaCard';
import {
  clearPersonaChoice,
  loadPersonaChoice,
  storePersonaChoice,
  type PersonaChoice,
} from './personaChoice';
import { PersonaIdentity } from './PersonaIdentity';
import { usePeople } from './usePeople';

/** The request header that carries the choice. */
const PERSONA_HEADER = 'x-sluice-persona';

const Page = styled('main')(({ theme }) => ({
  minHeight: '100vh',
  padding: '9vh 24px 48px',
  backgroundColor: theme.palette.background.default,
  color: theme.palette.text.primary,
  '& > *': { maxWidth: 1120, marginLeft: 'auto', marginRight: 'auto' },
}));

const Cards = styled('ul')({
  listStyle: 'none',
  margin: '22px auto 0',
  padding: 0,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
});

const PersonaPicker = (props: {
  onChoose: (choice: PersonaChoice) => void;
}) => {
  const { t } = useTranslationRef(appModuleTranslationRef);
  const { state, retry } = usePeople();
  return (
    <Page>
      <CssBaseline />
      <div style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        <Logo size={34} />
        <b style={{ fontSize: 22 }}>Sluice</b>
        <DemoBadge />
      </div>
      <h1 style={{ fontSize: 22, margin: '26px auto 0' }}>
        {t('signIn.demo.title')}
      </h1>
      <p style={{ fontSize: 13.5, margin: '6px auto 0' }}>
        {t('signIn.demo.subtitle')}
      </p>
      {state.status === 'failed' && (
        <div style={{ marginTop: 22 }}>
          <ErrorPanel
            title={t('signIn.demo.failed')}
            error={state.error}
            onRetry={retry}
          />
        </div>
      )}
      {state.status === 'waiting' && (
        <>
          <p role="status" style={{ margin: '18px auto 0', fontWeight: 600 }}>
            {t('signIn.demo.waiting')}{' '}
            <span style={{ fontWeight: 400 }}>
              {t('signIn.demo.waitingHint', { message: state.message ?? '' })}
            </span>
          </p>
          <Cards aria-hidden="true">
            {Array.from({ length: 8 }, (_, index) => (
              <li key={index}>
                <Skeleton variant="rounded" height={104} />
              </li>
            ))}
          </Cards>
        </>
      )}
      {state.status === 'ready' && (
        <Cards aria-label={t('signIn.demo.people')}>
          {state.people.map(persona => (
            <li key={persona.entityRef}>
              <PersonaCard persona={persona} onChoose={props.onChoose} />
            </li>
          ))}
        </Cards>
      )}
    </Page>
  );
};

/**
 * Sign-in as one of the demo's people. The choice holds for this tab until sign-out.
 *
 * @internal
 */
export const PersonaSignInPage = (props: SignInPageProps) => {
  const { onSignInSuccess } = props;
  const { t } = useTranslationRef(appModuleTranslationRef);
  const [choice, setChoice] = useState<PersonaChoice | undefined>(
    loadPersonaChoice,
  );

  if (choice) {
    const name = choice.displayName;
    const chooseAgain = () => {
      clearPersonaChoice();
      setChoice(undefined);
    };
    return (
      <ProxiedSignInPage
        provider="persona"
        headers={{ [PERSONA_HEADER]: choice.entityRef }}
        onSignInSuccess={identity =>
          onSignInSuccess(PersonaIdentity.create({ identity }))
        }
        ErrorComponent={({ error }) => (
          <Page>
            <ErrorPanel
              title={t('signIn.demo.signInFailed', { name })}
              error={error ?? new Error()}
            />
            <div style={{ marginTop: 14 }}>
              <Button variant="contained" onClick={chooseAgain}>
                {t('signIn.demo.chooseAgain')}
              </Button>
            </div>
          </Page>
        )}
      />
    );
  }
  return (
    <PersonaPicker
      onChoose={persona => {
        storePersonaChoice(persona);
        setChoice(persona);
      }}
    />
  );
};
