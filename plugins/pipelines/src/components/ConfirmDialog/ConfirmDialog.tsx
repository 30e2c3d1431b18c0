import { useId, type FormEvent, type ReactNode } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { approvalsTranslationRef } from '../../translation';

/** Asks once more, with what it means, before something that isn't undone by a click. @internal */
export const ConfirmDialog = (props: {
  title: string;
  text?: string;
  /** The word on the button. */
  action: string;
  /** The word on the button that leaves all as it is, where `Cancel` would be taken for the action. */
  dismiss?: string;
  isDangerous?: boolean;
  /** For dialogs that show more than a field: `md`. */
  width?: 'sm' | 'md';
  /** Whether all that it takes is there. */
  isReady: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}) => {
  const { action, children, isDangerous, isReady, onClose, text, title } =
    props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const titleId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onConfirm();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      fullWidth
      maxWidth={props.width ?? 'sm'}
    >
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {text && (
            <DialogContentText sx={{ fontSize: 13 }}>{text}</DialogContentText>
          )}
          {children}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>
            {props.dismiss ?? t('approvals.act.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={isDangerous ? 'error' : 'primary'}
            disabled={!isReady}
          >
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
