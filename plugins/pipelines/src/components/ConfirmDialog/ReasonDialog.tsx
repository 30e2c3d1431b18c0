import { useState, type ReactNode } from 'react';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ErrorPanel } from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import { deliveryTranslationRef } from '../../translation';
import { ConfirmDialog } from './ConfirmDialog';

/** The API takes no shorter reason. */
export const MIN_REASON = 10;

/** Asks for a reason, which stays on record, before something is done. @internal */
export const ReasonDialog = (props: {
  title: string;
  text?: string;
  action: string;
  /** As of {@link ConfirmDialog}. */
  dismiss?: string;
  isDangerous?: boolean;
  isBusy: boolean;
  /** Of the last attempt. */
  error: Error | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  /** What is to be known first. */
  children?: ReactNode;
}) => {
  const { children, error, isBusy, onConfirm, ...dialog } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      {...dialog}
      isReady={reason.trim().length >= MIN_REASON && !isBusy}
      onConfirm={() => onConfirm(reason.trim())}
    >
      {children}
      <TextField
        required
        multiline
        minRows={2}
        label={t('releases.reason')}
        value={reason}
        onChange={event => setReason(event.target.value)}
        inputProps={{ maxLength: 2000 }}
        helperText={t('releases.reasonHint')}
      />
      {error && (
        <ErrorPanel
          title={t('releases.act.failed')}
          error={{ message: errorWords(error) }}
        />
      )}
    </ConfirmDialog>
  );
};
