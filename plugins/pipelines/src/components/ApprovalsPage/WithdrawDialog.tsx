import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { approvalsTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog';

/** Withdraws what the reader asked for, once it is confirmed. @internal */
export const WithdrawDialog = (props: {
  title: string;
  isBusy: boolean;
  onWithdraw: () => void;
  onClose: () => void;
}) => {
  const { isBusy, onClose, onWithdraw, title } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  return (
    <ConfirmDialog
      title={t('approvals.withdrawing.title', { title })}
      text={t('approvals.withdrawing.text')}
      action={t('approvals.act.withdraw')}
      isDangerous
      isReady={!isBusy}
      onConfirm={onWithdraw}
      onClose={onClose}
    />
  );
};
