import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  SLO_KINDS,
  SLO_STATUSES,
  type SloKind,
  type SloStatus,
} from '@sluice/plugin-pipelines-common';
import {
  SLO_STATUS_LOOK,
  StatusGlyph,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { isNarrowed, type SlosView } from '../../slo/slosView';
import { sloTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';

const Bar = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 10,
  '@media print': { display: 'none' },
  '& .v5-MuiToggleButton-root': {
    gap: 6,
    padding: '4px 10px',
    fontSize: 12,
    textTransform: 'none',
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
  },
  '& .v5-MuiToggleButton-root.Mui-selected': { fontWeight: 600 },
}));

const SELECT = { minWidth: 150, '& .v5-MuiSelect-select': { py: '5px' } };

/** Which SLOs to show. @internal */
export const SlosFilter = (props: {
  view: SlosView;
  /** Everyone who owns an SLO. */
  owners: readonly string[];
  onChange: (changes: Partial<SlosView>) => void;
}) => {
  const { view, onChange } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  // An owner of the address that owns nothing any more is still what is asked.
  const owners = [
    ...new Set([...props.owners, ...(view.owner ? [view.owner] : [])]),
  ].sort();
  return (
    <Bar role="group" aria-label={t('slo.list.filter.label')}>
      <ToggleButtonGroup
        size="small"
        aria-label={t('slo.list.filter.status')}
        value={view.statuses}
        onChange={(_, statuses: SloStatus[]) => onChange({ statuses })}
      >
        {SLO_STATUSES.map(status => (
          <ToggleButton key={status} value={status}>
            <StatusGlyph {...SLO_STATUS_LOOK[status]} size={9} />
            {labelOf({ kind: 'slo', state: status })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        select
        size="small"
        label={t('slo.list.filter.kind')}
        value={view.kinds[0] ?? ''}
        onChange={event =>
          onChange({
            kinds: event.target.value ? [event.target.value as SloKind] : [],
          })
        }
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
        sx={SELECT}
      >
        <MenuItem value="">{t('slo.list.filter.anyKind')}</MenuItem>
        {SLO_KINDS.map(kind => (
          <MenuItem key={kind} value={kind}>
            {t(`slo.kind.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        label={t('slo.list.filter.owner')}
        value={view.owner ?? ''}
        onChange={event => onChange({ owner: event.target.value || undefined })}
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
        sx={SELECT}
      >
        <MenuItem value="">{t('slo.list.filter.anyOwner')}</MenuItem>
        {owners.map(owner => (
          <MenuItem key={owner} value={owner}>
            {refName(owner)}
          </MenuItem>
        ))}
      </TextField>
      {isNarrowed(view) && (
        <TextButton
          onClick={() =>
            onChange({ statuses: [], kinds: [], owner: undefined })
          }
        >
          {t('slo.list.clear')}
        </TextButton>
      )}
    </Bar>
  );
};
