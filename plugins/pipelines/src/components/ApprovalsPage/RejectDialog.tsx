import { useState } from 'react';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { approvalsTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog';

/** A rejection without a reason helps nobody. */
const MIN_COMMENT = 5;

/** Asks why, then rejects. @internal */
export const RejectDialog = (props: {
  title: string;
  isBusy: boolean;
  onReject: (comment: string) => void;
  onClose: () => void;
}) => {
  const { isBusy, onClose, onReject, title } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const [comment, setComment] = useState('');
  return (
    <ConfirmDialog
      title={t('approvals.rejecting.title', { title })}
      text={t('approvals.rejecting.text')}
      action={t('approvals.act.reject')}
      isDangerous
      isReady={comment.trim().length >= MIN_COMMENT && !isBusy}
      onConfirm={() => onReject(comment.trim())}
      onClose={onClose}
    >
      <TextField
        required
        multiline
        minRows={2}
        label={t('approvals.rejecting.comment')}
        value={comment}
        onChange={event => setComment(event.target.value)}
        inputProps={{ maxLength: 2000 }}
        helperText={t('approvals.rejecting.short')}
      />
    </ConfirmDialog>
  );
};
