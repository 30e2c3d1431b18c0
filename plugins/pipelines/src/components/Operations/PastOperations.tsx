import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Operation,
  OperationsQuery,
} from '@sluice/plugin-pipelines-common';
import { ErrorPanel, Panel, ToneChip } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { useMaySeeOperations, useOperations } from '../../hooks/useOperations';
import { isSwitch, OPERATION_LOOK } from '../../operations/operationLook';
import { streamsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { Timeline } from '../Timeline';
import { TotalsText } from './TotalsText';

const numbers = new Intl.NumberFormat('en-US');

/** What was asked for and what came of it, the newest first. Nothing is shown to whoever may not see it. @internal */
export const PastOperations = (props: { query: OperationsQuery }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const maySee = useMaySeeOperations();
  const operations = useOperations(props.query, { enabled: maySee ?? false });
  if (!maySee) return null;
  const { data, error } = operations;
  const items = data?.pages.flatMap(page => page.items) ?? [];
  const title = t('operations.past.title');
  return (
    <Panel
      title={title}
      actions={
        operations.hasNextPage && (
          <TextButton onClick={() => operations.fetchNextPage()}>
            {t('operations.past.more')}
          </TextButton>
        )
      }
    >
      {!data && error && (
        <ErrorPanel
          title={t('operations.past.error')}
          error={error}
          onRetry={() => operations.refetch()}
          isRetrying={operations.isFetching}
        />
      )}
      {data && items.length === 0 && t('operations.past.none')}
      {items.length > 0 && (
        <Timeline
          name={title}
          entries={items.map(operation => ({
            id: operation.id,
            at: operation.requestedAt,
            what: <Entry operation={operation} />,
            by: refName(operation.requestedBy),
            text: operation.reason,
          }))}
        />
      )}
    </Panel>
  );
};

const Entry = ({ operation }: { operation: Operation }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const links = useDeliveryLinks();
  const { approvalId, progress, request, state } = operation;
  const { stateReason, title, totals } = operation;
  return (
    <span style={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
      <span style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <strong>{title}</strong>
        <ToneChip {...OPERATION_LOOK[state]}>
          {t(`operations.state.${state}`)}
        </ToneChip>
        {progress &&
          (state === 'Running' || progress.done < progress.total) && (
            <span>
              {t('operations.past.progress', {
                done: numbers.format(progress.done),
                total: numbers.format(progress.total),
              })}
            </span>
          )}
      </span>
      {!isSwitch(request.kind) && (
        <span>
          <TotalsText totals={totals} />
        </span>
      )}
      {stateReason && <span>{stateReason}</span>}
      {approvalId !== undefined && (
        <Link to={links.approval(approvalId)}>
          {t('operations.past.approval')}
        </Link>
      )}
    </span>
  );
};
