import { useState, type FormEvent } from 'react';
import Alert from '@mui/material/Alert';
import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ALERT_SEVERITIES,
  type AlertSeverity,
} from '@sluice/plugin-pipelines-common';
import { useNavigate } from 'react-router-dom';
import { errorWords } from '../../alerts/errorWords';
import { refName } from '../../fleet/words';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { useDebounced } from '../../hooks/useDebounced';
import { useFleetRows } from '../../hooks/useFleetRows';
import { useOpenIncident } from '../../hooks/useIncidents';
import { onCallTranslationRef } from '../../translation';

/** The API takes no shorter title. */
const MIN_TITLE = 5;
/** So long typing has to rest before pipelines are looked for, in milliseconds. */
const REST_MS = 250;

/** Declares an incident on pipelines, and leads to it. @internal */
export const DeclareDialog = (props: {
  /** Entity refs that are chosen at first. */
  pipelines: readonly string[];
  onClose: () => void;
}) => {
  const { onClose } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [severity, setSeverity] = useState<AlertSeverity>('high');
  const [pipelines, setPipelines] = useState<string[]>([...props.pipelines]);
  const [note, setNote] = useState('');
  const [search, setSearch] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const text = useDebounced(search, REST_MS);
  const found = useFleetRows({ text: text || undefined });
  const declare = useOpenIncident(key);
  const isComplete = title.trim().length >= MIN_TITLE && pipelines.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    declare.mutate(
      {
        title: title.trim(),
        severity,
        pipelines,
        note: note.trim() || undefined,
      },
      { onSuccess: ({ incident }) => navigate(links.incident(incident.id)) },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby="declare-incident"
      fullWidth
      maxWidth="sm"
    >
      <form onSubmit={submit}>
        <DialogTitle id="declare-incident">
          {t('incidents.declare.title')}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <DialogContentText sx={{ fontSize: 13 }}>
            {t('incidents.declare.text')}
          </DialogContentText>
          <TextField
            required
            size="small"
            label={t('incidents.declare.what')}
            value={title}
            onChange={event => setTitle(event.target.value)}
            inputProps={{ maxLength: 200 }}
          />
          <Autocomplete
            multiple
            size="small"
            filterOptions={options => options}
            options={found.data?.items.map(row => row.entityRef) ?? []}
            getOptionLabel={refName}
            loading={found.isFetching}
            noOptionsText={t('incidents.declare.noOptions')}
            value={pipelines}
            onChange={(_, chosen) => setPipelines(chosen)}
            inputValue={search}
            onInputChange={(_, typed) => setSearch(typed)}
            renderInput={params => (
              <TextField
                {...params}
                label={t('incidents.declare.pipelines')}
                helperText={t('incidents.declare.pipelinesHint')}
              />
            )}
          />
          <TextField
            select
            size="small"
            label={t('incidents.declare.severity')}
            value={severity}
            onChange={event => setSeverity(event.target.value as AlertSeverity)}
          >
            {ALERT_SEVERITIES.map(value => (
              <MenuItem key={value} value={value}>
                {t(`alerts.severity.${value}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            size="small"
            multiline
            minRows={2}
            label={t('incidents.declare.note')}
            value={note}
            onChange={event => setNote(event.target.value)}
            inputProps={{ maxLength: 4000 }}
          />
          {declare.error && (
            <Alert severity="error">
              {t('incidents.declare.failed', {
                message: errorWords(declare.error),
              })}
            </Alert>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('incidents.declare.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={!isComplete || declare.isPending}
          >
            {t('incidents.declare.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
