import { useState, type FormEvent } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Incident } from '@sluice/plugin-pipelines-common';
import { errorWords } from '../../alerts/errorWords';
import { useCloseIncident } from '../../hooks/useIncidents';
import { onCallTranslationRef } from '../../translation';

/** The API takes no shorter reason. */
const MIN_REASON = 5;

/** Closes an incident by hand, with a reason that stays on record. @internal */
export const CloseIncident = (props: {
  incident: Pick<Incident, 'id' | 'title'>;
}) => {
  const { incident } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const close = useCloseIncident(incident.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    close.mutate(
      { reason: reason.trim(), key },
      { onSuccess: () => setIsOpen(false) },
    );
  };
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        color="error"
        onClick={() => setIsOpen(true)}
      >
        {t('incidents.close.action')}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        aria-labelledby="close-incident"
        fullWidth
        maxWidth="sm"
      >
        <form onSubmit={submit}>
          <DialogTitle id="close-incident">
            {t('incidents.close.title', { id: String(incident.id) })}
          </DialogTitle>
          <DialogContent>
            <DialogContentText sx={{ mb: 2, fontSize: 13 }}>
              {t('incidents.close.text')}
            </DialogContentText>
            <TextField
              required
              fullWidth
              multiline
              minRows={2}
              label={t('incidents.close.reason')}
              value={reason}
              onChange={event => setReason(event.target.value)}
              inputProps={{ maxLength: 2000 }}
              error={close.isError}
              helperText={
                close.error
                  ? t('incidents.close.failed', {
                      message: errorWords(close.error),
                    })
                  : t('incidents.close.short')
              }
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setIsOpen(false)}>
              {t('incidents.close.cancel')}
            </Button>
            <Button
              type="submit"
              variant="contained"
              color="error"
              disabled={reason.trim().length < MIN_REASON || close.isPending}
            >
              {t('incidents.close.action')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
};
