import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { tokens, usePalette } from '@sluice/plugin-pipelines-react';
import { appModuleTranslationRef } from '../translation';
import type { Persona } from './usePeople';

const Surface = styled(ButtonBase)(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: '36px minmax(0, 1fr)',
  columnGap: 12,
  alignItems: 'start',
  justifyContent: 'start',
  width: '100%',
  height: '100%',
  padding: '14px 16px',
  textAlign: 'left',
  font: 'inherit',
  fontSize: 12.5,
  lineHeight: 1.45,
  borderRadius: 10,
  border: `1px solid ${theme.palette.divider}`,
  color: theme.palette.text.primary,
  backgroundColor: theme.palette.background.paper,
  '&:hover': { borderColor: theme.palette.primary.main },
  '&:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 2,
  },
  '& small': { color: theme.palette.text.secondary, fontSize: 12 },
}));

/**
 * One person to sign in as: name, role, team, and what they may do.
 *
 * @internal
 */
export const PersonaCard = (props: {
  persona: Persona;
  onChoose: (persona: Persona) => void;
}) => {
  const { persona, onChoose } = props;
  const { mode, accent, muted } = usePalette();
  const role = useRoleLabel(persona.role);
  const teams = persona.groups.map(ref => parseEntityRef(ref).name).join(', ');
  return (
    <Surface onClick={() => onChoose(persona)}>
      <span
        aria-hidden="true"
        style={{
          width: 36,
          height: 36,
          borderRadius: '50%',
          display: 'grid',
          placeItems: 'center',
          fontWeight: 700,
          fontSize: 12,
          color: accent,
          backgroundColor: tokens[mode].accentBg,
        }}
      >
        {initials(persona.displayName)}
      </span>
      <span style={{ minWidth: 0 }}>
        <b style={{ fontSize: 14, display: 'block' }}>{persona.displayName}</b>
        <small style={{ display: 'block' }}>
          {[role, teams].filter(Boolean).join(' · ')}
        </small>
        {persona.description && (
          <span style={{ display: 'block', marginTop: 6, color: muted }}>
            {persona.description}
          </span>
        )}
      </span>
    </Surface>
  );
};

function useRoleLabel(role: string | undefined): string | undefined {
  const { t } = useTranslationRef(appModuleTranslationRef);
  switch (role) {
    case 'data-engineer':
    case 'platform-engineer':
    case 'finance-controller':
    case 'auditor':
      return t(`signIn.roles.${role}`);
    default:
      return role;
  }
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map(word => word?.charAt(0).toLocaleUpperCase() ?? '')
    .join('');
}
