import { useEffect, useId, useState } from 'react';
import ButtonBase from '@mui/material/ButtonBase';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useNavigate } from 'react-router-dom';
import {
  errorApiRef,
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { appModuleTranslationRef } from '../translation';

type SignedInPerson = { name: string; team?: string };

const Person = styled(ButtonBase)({
  display: 'grid',
  width: '100%',
  justifyContent: 'stretch',
  textAlign: 'left',
  lineHeight: 1.35,
  padding: '6px 10px',
  borderRadius: 7,
  font: 'inherit',
  fontSize: 12.5,
  color: '#e6ecf5',
  '&:hover': { backgroundColor: '#17253a' },
  '&:focus-visible': { outline: '2px solid #4fc3c0', outlineOffset: -2 },
  '& span': {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .team': { color: '#8496b0', fontSize: 11.5 },
});

/**
 * Who is signed in, with what concerns them alone: settings and sign-out.
 *
 * @internal
 */
export const Account = (props: { settingsHref: string | undefined }) => {
  const { settingsHref } = props;
  const { t } = useTranslationRef(appModuleTranslationRef);
  const identityApi = useApi(identityApiRef);
  const errorApi = useApi(errorApiRef);
  const navigate = useNavigate();
  const menuId = useId();
  const person = useSignedInPerson();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const close = () => setAnchor(undefined);
  if (!person) return null;
  return (
    <>
      <Person
        // Holds what can be read, so that whoever speaks to the page finds it.
        aria-label={t('nav.account', {
          name: [person.name, person.team].filter(Boolean).join(' '),
        })}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        aria-controls={anchor ? menuId : undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <span>{person.name}</span>{' '}
        {person.team && <span className="team">{person.team}</span>}
      </Person>
      <Menu
        id={menuId}
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        {settingsHref && (
          <MenuItem
            onClick={() => {
              close();
              navigate(settingsHref);
            }}
          >
            {t('nav.settings')}
          </MenuItem>
        )}
        <MenuItem
          onClick={() => {
            close();
            identityApi.signOut().catch(error => errorApi.post(error));
          }}
        >
          {t('nav.signOut')}
        </MenuItem>
      </Menu>
    </>
  );
};

function useSignedInPerson(): SignedInPerson | undefined {
  const identityApi = useApi(identityApiRef);
  const errorApi = useApi(errorApiRef);
  const [person, setPerson] = useState<SignedInPerson>();
  useEffect(() => {
    let isShown = true;
    Promise.all([
      identityApi.getProfileInfo(),
      identityApi.getBackstageIdentity(),
    ]).then(
      ([profile, identity]) => {
        if (!isShown) return;
        const refs = identity.ownershipEntityRefs.map(ref =>
          parseEntityRef(ref),
        );
        setPerson({
          name:
            profile.displayName ?? parseEntityRef(identity.userEntityRef).name,
          team: refs.find(ref => ref.kind === 'group')?.name,
        });
      },
      error => isShown && errorApi.post(error),
    );
    return () => {
      isShown = false;
    };
  }, [identityApi, errorApi]);
  return person;
}
