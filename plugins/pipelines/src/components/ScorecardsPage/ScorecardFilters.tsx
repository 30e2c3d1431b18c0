import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CheckState, Scorecard } from '@sluice/plugin-pipelines-common';
import { StatusGlyph } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { CHECK_LOOK, levelLook } from '../../scorecards/looks';
import {
  BELOW_FIRST,
  FILTER_STATES,
  isNarrowed,
  NO_SCORECARD_FILTERS,
  type ScorecardView,
} from '../../scorecards/scorecardView';
import { scorecardsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';

const Bar = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 10,
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

const SELECT = { minWidth: 140, '& .v5-MuiSelect-select': { py: '5px' } };

/** What the lines of the matrix are, and which of them to show. @internal */
export const ScorecardFilters = (props: {
  view: ScorecardView;
  scorecard: Scorecard;
  /** Everyone who owns a pipeline that the scorecard is about. */
  owners: readonly string[];
  onChange: (changes: Partial<ScorecardView>) => void;
}) => {
  const { onChange, scorecard, view } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const names = scorecard.levels.map(({ name }) => name);
  const levels = [...scorecard.levels].reverse().map(({ name, title }) => ({
    name,
    title,
    look: levelLook(name, names),
  }));
  const below = {
    name: BELOW_FIRST,
    title: t('scorecards.noLevel', {
      level: scorecard.levels[0]?.title ?? '',
    }),
    look: levelLook(undefined, names),
  };
  return (
    <Bar role="group" aria-label={t('scorecards.filter.label')}>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('scorecards.rows.label')}
        value={view.rows}
        onChange={(_, rows: ScorecardView['rows'] | null) =>
          rows && onChange({ ...NO_SCORECARD_FILTERS, rows })
        }
      >
        <ToggleButton value="owners">
          {t('scorecards.rows.owners')}
        </ToggleButton>
        <ToggleButton value="pipelines">
          {t('scorecards.rows.pipelines')}
        </ToggleButton>
      </ToggleButtonGroup>
      <ToggleButtonGroup
        size="small"
        aria-label={t('scorecards.filter.level')}
        value={view.levels}
        onChange={(_, chosen: string[]) => onChange({ levels: chosen })}
      >
        {[...levels, below].map(({ look, name, title }) => (
          <ToggleButton key={name} value={name}>
            <StatusGlyph {...look} size={9} />
            {title}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {view.rows === 'pipelines' && <PipelineFilters {...props} />}
      {isNarrowed(view) && (
        <TextButton onClick={() => onChange(NO_SCORECARD_FILTERS)}>
          {t('scorecards.filter.clear')}
        </TextButton>
      )}
    </Bar>
  );
};

const PipelineFilters = (props: {
  view: ScorecardView;
  scorecard: Scorecard;
  owners: readonly string[];
  onChange: (changes: Partial<ScorecardView>) => void;
}) => {
  const { onChange, scorecard, view } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  // An owner of the address that owns nothing any more is still what is asked.
  const owners = [
    ...new Set([...props.owners, ...(view.owner ? [view.owner] : [])]),
  ].sort();
  const select = {
    select: true,
    size: 'small',
    InputLabelProps: { shrink: true },
    SelectProps: { displayEmpty: true },
    sx: SELECT,
  } as const;
  return (
    <>
      <TextField
        {...select}
        label={t('scorecards.filter.owner')}
        value={view.owner ?? ''}
        onChange={event => onChange({ owner: event.target.value || undefined })}
      >
        <MenuItem value="">{t('scorecards.filter.anyOwner')}</MenuItem>
        {owners.map(owner => (
          <MenuItem key={owner} value={owner}>
            {refName(owner)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        {...select}
        label={t('scorecards.filter.check')}
        value={
          scorecard.checks.some(({ id }) => id === view.check) ? view.check : ''
        }
        onChange={event => onChange({ check: event.target.value || undefined })}
      >
        <MenuItem value="">{t('scorecards.filter.anyCheck')}</MenuItem>
        {scorecard.checks.map(({ id, title }) => (
          <MenuItem key={id} value={id}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      <ToggleButtonGroup
        size="small"
        aria-label={t('scorecards.filter.state')}
        value={view.states}
        onChange={(_, states: CheckState[]) => onChange({ states })}
      >
        {FILTER_STATES.map(state => (
          <ToggleButton key={state} value={state}>
            <StatusGlyph {...CHECK_LOOK[state]} size={9} />
            {t(`scorecards.state.${state}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </>
  );
};
