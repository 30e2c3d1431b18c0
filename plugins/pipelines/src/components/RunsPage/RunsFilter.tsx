import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RUN_STATES, type RunState } from '@sluice/plugin-pipelines-common';
import {
  RUN_STATE_LOOK,
  StatusGlyph,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { useEnvironments } from '../../hooks/useEnvironments';
import { pipelinesTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import type { RunsView } from './runsView';

const Bar = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 10,
  fontSize: 12.5,
  color: theme.palette.text.secondary,
  fontVariantNumeric: 'tabular-nums',
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

/** Which runs to show. @internal */
export const RunsFilter = (props: {
  view: RunsView;
  totalItems: number | undefined;
  isUpdating: boolean;
  onChange: (changes: Partial<RunsView>) => void;
}) => {
  const { view, totalItems, isUpdating, onChange } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { data: environments = [] } = useEnvironments();
  const labelOf = useStatusLabel();
  const isFiltered = Boolean(view.environment || view.states.length);
  // An environment of the address that the list doesn't have yet, or no more, is still what is asked.
  const names = [
    ...new Set([
      ...environments.map(({ name }) => name),
      ...(view.environment ? [view.environment] : []),
    ]),
  ];
  return (
    <Bar role="group" aria-label={t('runs.filter.label')}>
      <TextField
        select
        size="small"
        label={t('runs.filter.environment')}
        value={view.environment ?? ''}
        onChange={event =>
          onChange({ environment: event.target.value || undefined })
        }
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
        sx={{ minWidth: 160, '& .v5-MuiSelect-select': { py: '5px' } }}
      >
        <MenuItem value="">{t('runs.filter.allEnvironments')}</MenuItem>
        {names.map(name => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <ToggleButtonGroup
        size="small"
        aria-label={t('runs.filter.state')}
        value={view.states}
        onChange={(_, states: RunState[]) => onChange({ states })}
      >
        {RUN_STATES.map(state => (
          <ToggleButton key={state} value={state}>
            <StatusGlyph {...RUN_STATE_LOOK[state]} size={9} />
            {labelOf({ kind: 'run', state })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {isFiltered && (
        <TextButton
          onClick={() => onChange({ environment: undefined, states: [] })}
        >
          {t('runs.filter.clear')}
        </TextButton>
      )}
      <span role="status" style={{ marginLeft: 'auto' }}>
        {totalItems !== undefined && t('runs.count', { count: totalItems })}
        {isUpdating && ` · ${t('runs.updating')}`}
      </span>
    </Bar>
  );
};
