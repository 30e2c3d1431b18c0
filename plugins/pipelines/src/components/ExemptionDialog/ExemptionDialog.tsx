import { useState, type FormEvent } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CheckOutcome,
  PipelineStanding,
} from '@sluice/plugin-pipelines-common';
import { errorWords } from '../../alerts/errorWords';
import { refName } from '../../fleet/words';
import { useRequestExemption } from '../../hooks/useExemptions';
import { useRoutePath } from '../../hooks/useRoutePath';
import { approvalsRouteRef } from '../../routes';
import {
  type ExemptionFields,
  MAX_EXEMPTION_DAYS,
  readExemption,
  usualEnd,
} from '../../scorecards/readExemption';
import { scorecardsTranslationRef } from '../../translation';

/** Asks that a pipeline needn't pass a check for a while. What is wrong is said beside its field. @internal */
export const ExemptionDialog = (props: {
  standing: Pick<
    PipelineStanding,
    'entityRef' | 'exemptionDays' | 'scorecardId' | 'title'
  >;
  outcome: Pick<CheckOutcome, 'check' | 'title'>;
  onClose: () => void;
}) => {
  const { onClose, outcome, standing } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const approvals = useRoutePath(approvalsRouteRef, '/pipelines/approvals');
  const maxDays = standing.exemptionDays ?? MAX_EXEMPTION_DAYS;
  const days = String(maxDays);
  const [fields, setFields] = useState<ExemptionFields>(() => ({
    until: usualEnd({ now: Date.now(), maxDays }),
    reason: '',
  }));
  const [isSent, setIsSent] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const request = useRequestExemption(key);
  const { problems } = readExemption(fields, { now: Date.now(), maxDays });
  const { entityRef, scorecardId } = standing;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsSent(true);
    const { until } = readExemption(fields, { now: Date.now(), maxDays });
    if (!until) return;
    const reason = fields.reason.trim();
    const { check } = outcome;
    request.mutate({ scorecardId, check, entityRef, reason, until });
  };
  const field = (name: keyof ExemptionFields) => ({
    required: true,
    size: 'small' as const,
    label: t(`scorecards.exemption.${name}`),
    value: fields[name],
    disabled: request.isSuccess,
    onChange: (event: { target: { value: string } }) =>
      setFields({ ...fields, [name]: event.target.value }),
    error: isSent && problems[name] !== undefined,
    helperText:
      isSent && problems[name]
        ? t(`scorecards.exemption.problem.${problems[name]!}`, { days })
        : t(`scorecards.exemption.hint.${name}`, { days }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby="request-exemption"
      fullWidth
      maxWidth="sm"
    >
      <form onSubmit={submit} noValidate>
        <DialogTitle id="request-exemption">
          {t('scorecards.exemption.dialog')}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <DialogContentText sx={{ fontSize: 13 }}>
            {t('scorecards.exemption.text', {
              pipeline: standing.title ?? refName(entityRef),
              check: outcome.title,
            })}
          </DialogContentText>
          <TextField
            {...field('until')}
            type="datetime-local"
            InputLabelProps={{ shrink: true }}
          />
          <TextField
            {...field('reason')}
            multiline
            minRows={2}
            inputProps={{ maxLength: 2000 }}
          />
          {request.error && (
            <Alert severity="error">
              {t('scorecards.exemption.failed', {
                message: errorWords(request.error),
              })}
            </Alert>
          )}
          {request.data && (
            <Alert severity="success">
              {t('scorecards.exemption.sent')}{' '}
              {request.data.approvalId !== undefined && (
                <Link to={`${approvals}/${request.data.approvalId}`}>
                  {t('scorecards.exemption.toApproval')}
                </Link>
              )}
            </Alert>
          )}
        </DialogContent>
        <DialogActions>
          {request.isSuccess ? (
            <Button onClick={onClose} variant="contained">
              {t('scorecards.exemption.done')}
            </Button>
          ) : (
            <>
              <Button onClick={onClose}>
                {t('scorecards.exemption.cancel')}
              </Button>
              <Button
                type="submit"
                variant="contained"
                disabled={request.isPending}
              >
                {t('scorecards.exemption.submit')}
              </Button>
            </>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
};
