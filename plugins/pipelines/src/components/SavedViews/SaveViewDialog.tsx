import { useId, useState, type FormEvent } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { MAX_VIEW_NAME_LENGTH } from '../../fleet/savedViews';
import { pipelinesTranslationRef } from '../../translation';

/**
 * Asks for the name under which a view is kept.
 *
 * @internal
 */
export const SaveViewDialog = (props: {
  /** Names that exist: saving under one replaces it, and the dialog says so. */
  taken: readonly string[];
  onSave: (name: string) => void;
  onClose: () => void;
}) => {
  const { taken, onSave, onClose } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [typed, setTyped] = useState('');
  const titleId = useId();
  const name = typed.trim();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name) onSave(name);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      fullWidth
      maxWidth="xs"
    >
      <form onSubmit={onSubmit}>
        <DialogTitle id={titleId}>{t('fleet.views.saveTitle')}</DialogTitle>
        <DialogContent>
          <TextField
            // The dialog has one field, and was opened to fill it in.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            fullWidth
            margin="dense"
            size="small"
            label={t('fleet.views.name')}
            value={typed}
            onChange={event => setTyped(event.target.value)}
            inputProps={{ maxLength: MAX_VIEW_NAME_LENGTH }}
            helperText={
              taken.includes(name)
                ? t('fleet.views.nameTaken')
                : t('fleet.views.saveHint')
            }
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('fleet.views.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!name}>
            {t('fleet.views.confirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
