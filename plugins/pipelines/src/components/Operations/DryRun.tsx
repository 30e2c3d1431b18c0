import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  OperationDryRun,
  OperationKind,
} from '@sluice/plugin-pipelines-common';
import { isSwitch } from '../../operations/operationLook';
import { streamsTranslationRef } from '../../translation';
import { OperationPartitions } from './OperationPartitions';
import { TotalsText } from './TotalsText';

/** What an operation would do, what it means, and who has to agree. @internal */
export const DryRun = (props: {
  kind: OperationKind;
  run: OperationDryRun;
}) => {
  const { kind, run } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const sentences = [
    ...run.notes.map(note => `${note}.`),
    ...(kind === 'replay-dead-letters' && run.readers.length > 0
      ? [t('operations.dryRun.readers', { groups: run.readers.join(', ') })]
      : []),
    run.ownPermission
      ? t('operations.dryRun.own', { environment: run.environment })
      : t('operations.dryRun.approvals', { names: run.approvals.join(', ') }),
  ];
  return (
    <section
      aria-label={t('operations.dryRun.title')}
      style={{ display: 'grid', gap: 8, fontSize: 13 }}
    >
      {!isSwitch(kind) && (
        <strong>
          <TotalsText totals={run.totals} />
        </strong>
      )}
      {run.partitions.length > 0 && (
        <OperationPartitions kind={kind} partitions={run.partitions} />
      )}
      {sentences.map(sentence => (
        <span key={sentence} style={{ overflowWrap: 'anywhere' }}>
          {sentence}
        </span>
      ))}
    </section>
  );
};
