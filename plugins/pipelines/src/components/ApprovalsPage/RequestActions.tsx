import { useState } from 'react';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApprovalDetail } from '@sluice/plugin-pipelines-common';
import { ErrorPanel, ToneChip } from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import { isOpen } from '../../approvals/approvalLook';
import { refName } from '../../fleet/words';
import {
  useDelegateApproval,
  useVote,
  useWithdrawApproval,
  type VoteToCast,
} from '../../hooks/useApprovals';
import { useOwnRef } from '../../hooks/useOwnRef';
import { useShortcuts } from '../../hooks/useShortcuts';
import { approvalsTranslationRef } from '../../translation';
import { DelegateDialog } from './DelegateDialog';
import { RejectDialog } from './RejectDialog';
import { WithdrawDialog } from './WithdrawDialog';

const Bar = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  '& .note': { color: theme.palette.text.secondary },
  '& .said:empty': { display: 'none' },
}));

/** What the reader may do with a request, or why they can't. @internal */
export const RequestActions = (props: {
  request: ApprovalDetail;
  areKeysOn: boolean;
  /** Whether to say what a vote is bound to; not where the page around it does. */
  isBoundSaid?: boolean;
}) => {
  const { areKeysOn, isBoundSaid = true, request } = props;
  const { mine } = request;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const own = useOwnRef();
  const [dialog, setDialog] = useState<'reject' | 'delegate' | 'withdraw'>();
  const [said, setSaid] = useState('');
  const vote = useVote(request.id);
  const withdraw = useWithdrawApproval(request.id);
  const delegate = useDelegateApproval(request.id);
  const attempts = [vote, withdraw, delegate];
  const refusal = attempts.find(attempt => attempt.error)?.error;
  const isBusy = attempts.some(attempt => attempt.isPending);
  const close = () => setDialog(undefined);

  const begin = () => {
    setSaid('');
    attempts.forEach(attempt => attempt.reset());
  };
  const cast = (kind: VoteToCast['kind'], comment?: string) => {
    begin();
    vote.mutate(
      { kind, comment, shown: request, key: crypto.randomUUID() },
      {
        onSuccess: () => setSaid(t(`approvals.act.done.${kind}`)),
        onSettled: close,
      },
    );
  };
  const canAct = mine.canVote && !isBusy && dialog === undefined;
  useShortcuts(
    {
      a: canAct ? () => cast('approve') : undefined,
      r: canAct ? () => setDialog('reject') : undefined,
    },
    areKeysOn,
  );

  return (
    <>
      <Bar>
        {mine.canVote && (
          <>
            <Button
              size="small"
              variant="contained"
              disabled={isBusy}
              onClick={() => cast('approve')}
            >
              {t('approvals.act.approve')}
            </Button>
            <Button
              size="small"
              variant="outlined"
              color="error"
              disabled={isBusy}
              onClick={() => setDialog('reject')}
            >
              {t('approvals.act.reject')}
            </Button>
            <Button
              size="small"
              variant="outlined"
              disabled={isBusy}
              onClick={() => setDialog('delegate')}
            >
              {t('approvals.act.delegate')}
            </Button>
          </>
        )}
        {mine.vote && (
          <ToneChip
            tone={mine.vote === 'approve' ? 'good' : 'bad'}
            glyph={mine.vote === 'approve' ? 'disc' : 'square'}
          >
            {t(
              mine.vote === 'approve'
                ? 'approvals.act.approved'
                : 'approvals.act.rejected',
            )}
          </ToneChip>
        )}
        {mine.vote && isOpen(request) && (
          <Button
            size="small"
            variant="outlined"
            disabled={isBusy}
            onClick={() => cast('revoke')}
          >
            {t('approvals.act.revoke')}
          </Button>
        )}
        {isOpen(request) && request.requestedBy === own && (
          <Button
            size="small"
            variant="outlined"
            color="error"
            disabled={isBusy}
            onClick={() => setDialog('withdraw')}
          >
            {t('approvals.act.withdraw')}
          </Button>
        )}
        {request.state === 'Pending' && !mine.canVote && !mine.vote && (
          <span className="note">
            <WhyNot mine={mine} />
          </span>
        )}
        {mine.canVote && isBoundSaid && (
          <span
            className="note"
            title={t('approvals.boundTitle', {
              hash: request.subjectHash,
              digest: request.shown.digest,
            })}
          >
            {t('approvals.bound')}{' '}
            <code>{request.subjectHash.slice(0, 8)}</code>
          </span>
        )}
        <strong className="said" role="status">
          {said}
        </strong>
      </Bar>
      {refusal && (
        <ErrorPanel
          error={{ message: errorWords(refusal) }}
          title={t(
            (refusal as { statusCode?: number }).statusCode === 409
              ? 'approvals.act.changed'
              : 'approvals.act.refused',
          )}
        />
      )}
      {dialog === 'reject' && (
        <RejectDialog
          title={request.title}
          isBusy={isBusy}
          onReject={comment => cast('reject', comment)}
          onClose={close}
        />
      )}
      {dialog === 'delegate' && (
        <DelegateDialog
          excluded={[
            ...request.exclusions.map(e => e.person),
            ...(own ? [own] : []),
          ]}
          isBusy={isBusy}
          onDelegate={to => {
            begin();
            delegate.mutate(to, {
              onSuccess: () =>
                setSaid(t('approvals.act.delegated', { name: refName(to) })),
              onSettled: close,
            });
          }}
          onClose={close}
        />
      )}
      {dialog === 'withdraw' && (
        <WithdrawDialog
          title={request.title}
          isBusy={isBusy}
          onWithdraw={() => {
            begin();
            withdraw.mutate(undefined, {
              onSuccess: () => setSaid(t('approvals.act.withdrawn')),
              onSettled: close,
            });
          }}
          onClose={close}
        />
      )}
    </>
  );
};

const WhyNot = ({ mine }: Pick<ApprovalDetail, 'mine'>) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  if (mine.excluded) {
    return <>{t(`approvals.act.excluded.${mine.excluded}`)}</>;
  }
  return mine.rules.length > 0 ? (
    <>{t('approvals.act.noPermission')}</>
  ) : (
    <>{t('approvals.act.notYours')}</>
  );
};
