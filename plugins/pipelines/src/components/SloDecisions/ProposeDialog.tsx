import { useState, type FormEvent } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo } from '@sluice/plugin-pipelines-common';
import { errorWords } from '../../alerts/errorWords';
import {
  type SloProposal,
  useProposeDecision,
} from '../../hooks/useSloDecisions';
import { readProposal } from '../../slo/readProposal';
import { sloTranslationRef } from '../../translation';

/** Only what is judged by intervals can have data that is unusable. */
const BY_INTERVALS: Slo['kind'][] = ['deadline', 'duration', 'success'];

/** Proposes to take a period out of an SLO, or to declare its data unusable. What is wrong is said beside its field. @internal */
export const ProposeDialog = (props: {
  slo: Pick<Slo, 'id' | 'kind' | 'name' | 'title' | 'timezone'>;
  /** Local times in the zone of the SLO that are filled in at first. */
  period?: { from: string; to: string };
  onClose: () => void;
}) => {
  const { slo, onClose } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const zone = slo.timezone ?? 'UTC';
  const [kind, setKind] = useState<SloProposal['kind']>('exclusion');
  const [fields, setFields] = useState({
    from: '',
    to: '',
    ...props.period,
    reason: '',
  });
  const [isSent, setIsSent] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const propose = useProposeDecision(slo.id, key);
  const { period, problems } = readProposal(fields, zone, Date.now());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsSent(true);
    if (!period) return;
    const reason = fields.reason.trim();
    propose.mutate({ kind, ...period, reason }, { onSuccess: onClose });
  };
  const field = (name: keyof typeof fields) => ({
    required: true,
    size: 'small' as const,
    label: t(`slo.decisions.${name}`),
    value: fields[name],
    onChange: (event: { target: { value: string } }) =>
      setFields({ ...fields, [name]: event.target.value }),
    error: isSent && problems[name] !== undefined,
    helperText:
      isSent && problems[name]
        ? t(`slo.decisions.problem.${problems[name]!}`)
        : t(`slo.decisions.hint.${name}`, { zone }),
  });
  const isByIntervals = BY_INTERVALS.includes(slo.kind);
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby="propose-decision"
      fullWidth
      maxWidth="sm"
    >
      <form onSubmit={submit} noValidate>
        <DialogTitle id="propose-decision">
          {t('slo.decisions.dialog', { name: slo.title ?? slo.name })}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <DialogContentText sx={{ fontSize: 13 }}>
            {t('slo.decisions.text')}
          </DialogContentText>
          <FormControl>
            <FormLabel id="decision-kind">{t('slo.decisions.what')}</FormLabel>
            <RadioGroup
              aria-labelledby="decision-kind"
              value={kind}
              onChange={event =>
                setKind(event.target.value as SloProposal['kind'])
              }
            >
              <FormControlLabel
                value="exclusion"
                control={<Radio size="small" />}
                label={t('slo.decisions.exclusion')}
              />
              <FormControlLabel
                value="quarantine"
                disabled={!isByIntervals}
                control={<Radio size="small" />}
                label={t('slo.decisions.quarantine')}
              />
            </RadioGroup>
            {!isByIntervals && (
              <FormHelperText>{t('slo.decisions.noIntervals')}</FormHelperText>
            )}
          </FormControl>
          <TextField
            {...field('from')}
            type="datetime-local"
            InputLabelProps={{ shrink: true }}
          />
          <TextField
            {...field('to')}
            type="datetime-local"
            InputLabelProps={{ shrink: true }}
          />
          <TextField
            {...field('reason')}
            multiline
            minRows={2}
            inputProps={{ maxLength: 2000 }}
          />
          {propose.error && (
            <Alert severity="error">
              {t('slo.decisions.failed', {
                message: errorWords(propose.error),
              })}
            </Alert>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('slo.decisions.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={propose.isPending}
          >
            {t('slo.decisions.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
