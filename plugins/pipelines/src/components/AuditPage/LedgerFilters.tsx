import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LEDGER_TYPES } from '../../audit/ledgerTypes';
import type { LedgerView } from '../../audit/ledgerView';
import { approvalsTranslationRef } from '../../translation';

const Row = styled('div')({
  display: 'grid',
  gap: 10,
  gridTemplateColumns:
    'minmax(220px, 2fr) minmax(150px, 1fr) minmax(150px, 1fr) 150px 150px',
  '@media (max-width: 1000px)': { gridTemplateColumns: '1fr 1fr' },
});

/** By what happened, who did it, what it is about, and when. @internal */
export const LedgerFilters = (props: {
  view: LedgerView;
  onChange: (changes: Partial<LedgerView>) => void;
}) => {
  const { onChange, view } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  return (
    <Row role="search" aria-label={t('audit.filter.label')}>
      <Autocomplete
        multiple
        freeSolo
        size="small"
        limitTags={2}
        options={LEDGER_TYPES}
        value={view.types}
        onChange={(_, types) => onChange({ types })}
        renderInput={params => (
          <TextField {...params} label={t('audit.filter.type')} />
        )}
      />
      <TextField
        size="small"
        label={t('audit.filter.actor')}
        title={t('audit.filter.actorHint')}
        value={view.actor}
        onChange={event => onChange({ actor: event.target.value })}
        inputProps={{ maxLength: 255 }}
      />
      <TextField
        size="small"
        label={t('audit.filter.subject')}
        value={view.subject}
        onChange={event => onChange({ subject: event.target.value })}
        inputProps={{ maxLength: 255 }}
      />
      {(['from', 'to'] as const).map(name => (
        <TextField
          key={name}
          size="small"
          type="date"
          label={t(`audit.filter.${name}`)}
          value={view[name]}
          onChange={event => onChange({ [name]: event.target.value })}
          InputLabelProps={{ shrink: true }}
        />
      ))}
    </Row>
  );
};
