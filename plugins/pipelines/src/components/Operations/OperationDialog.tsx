import { type ReactNode, useState } from 'react';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OperationRequestBody } from '@sluice/plugin-pipelines-common';
import { ErrorPanel, PanelSkeleton } from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import {
  useOperationPlan,
  useRequestOperation,
} from '../../hooks/useOperations';
import { isSwitch } from '../../operations/operationLook';
import { streamsTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog';
import { MIN_REASON } from '../ConfirmDialog/ReasonDialog';
import { DryRun } from './DryRun';

/** Shows the dry run of what was filled in, then takes a reason and asks for exactly that. @internal */
export const OperationDialog = (props: {
  title: string;
  text: string;
  /** Undefined while something is missing. */
  request: OperationRequestBody | undefined;
  onClose: () => void;
  /** The fields of the kind, if it has any. */
  children?: ReactNode;
}) => {
  const { children, onClose, request, text, title } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const plan = useOperationPlan(request);
  const ask = useRequestOperation(key);
  const run = plan.data;
  const isSomething =
    run !== undefined &&
    ((request && isSwitch(request.kind)) ||
      run.totals.readAgain +
        run.totals.skipped +
        run.totals.copied +
        run.totals.unknown >
        0);
  return (
    <ConfirmDialog
      width="md"
      title={title}
      text={text}
      action={t(
        run?.ownPermission ? 'operations.submitOwn' : 'operations.submit',
      )}
      isDangerous={run?.ownPermission}
      isReady={
        Boolean(isSomething) &&
        !plan.isFetching &&
        reason.trim().length >= MIN_REASON &&
        !ask.isPending
      }
      onConfirm={() =>
        run &&
        request &&
        ask.mutate(
          { request, shown: run.partitions, reason: reason.trim() },
          {
            onSuccess: onClose,
            // Something else is asked for next, with other numbers.
            onError: () => {
              setKey(crypto.randomUUID());
              plan.refetch();
            },
          },
        )
      }
      onClose={onClose}
    >
      {children}
      {plan.isLoading && (
        <PanelSkeleton title={t('operations.dryRun.running')} lines={4} />
      )}
      {plan.error && !plan.isFetching && (
        <ErrorPanel
          title={t('operations.dryRun.failed')}
          error={{ message: errorWords(plan.error) }}
          onRetry={() => plan.refetch()}
          isRetrying={plan.isFetching}
        />
      )}
      {run && request && !plan.error && (
        <>
          <DryRun kind={request.kind} run={run} />
          <Button
            size="small"
            sx={{ justifySelf: 'start' }}
            disabled={plan.isFetching}
            onClick={() => plan.refetch()}
          >
            {t('operations.dryRun.again')}
          </Button>
        </>
      )}
      <TextField
        required
        multiline
        minRows={2}
        size="small"
        label={t('operations.reason')}
        value={reason}
        onChange={event => setReason(event.target.value)}
        inputProps={{ maxLength: 2000 }}
        helperText={t('operations.reasonHint')}
      />
      {ask.error && (
        <ErrorPanel
          title={t('operations.failed')}
          error={{ message: errorWords(ask.error) }}
        />
      )}
    </ConfirmDialog>
  );
};
