import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VERDICT_STATES } from '@sluice/plugin-pipelines-common';
import {
  StatusGlyph,
  useStatusLabel,
  VERDICT_LOOK,
} from '@sluice/plugin-pipelines-react';
import { sloTranslationRef } from '../../translation';

const List = styled('ul')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 14px',
  margin: '10px 0 0',
  padding: 0,
  listStyle: 'none',
  fontSize: 11.5,
  color: theme.palette.text.secondary,
  '& li': { display: 'inline-flex', alignItems: 'center', gap: 5 },
}));

const Corner = styled('i')(({ theme }) => ({
  borderStyle: 'solid',
  borderWidth: '0 9px 9px 0',
  borderColor: `transparent ${theme.palette.text.primary} transparent transparent`,
}));

/** What the shapes of the calendar mean. @internal */
export const CalendarLegend = (props: {
  /** Whether dates are marked with incidents. */
  hasMarks: boolean;
}) => {
  const { t } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  return (
    <List>
      {VERDICT_STATES.map(state => (
        <li key={state}>
          <StatusGlyph {...VERDICT_LOOK[state]} size={9} />
          {labelOf({ kind: 'verdict', state })}
          {state === 'GOOD' && ` (${t('slo.calendar.deeper')})`}
        </li>
      ))}
      {props.hasMarks && (
        <li>
          <Corner />
          {t('slo.calendar.mark')}
        </li>
      )}
    </List>
  );
};
