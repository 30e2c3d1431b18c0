import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ApprovalDetail,
  OperationKind,
  OperationPartitionRow,
  OperationRequestBody,
  OperationTotals,
} from '@sluice/plugin-pipelines-common';
import { Link } from '@backstage/core-components';
import { FactList } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { isSwitch } from '../../operations/operationLook';
import { streamsTranslationRef } from '../../translation';
import { OperationPartitions, TotalsText } from '../Operations';

/** The fields of a subject of type `operation`; the backend puts them together. */
type OperationFields = {
  kind: OperationKind;
  sourceId: string;
  environment: string;
  request: Omit<OperationRequestBody, 'sourceId'>;
  partitions: OperationPartitionRow[];
  totals: OperationTotals;
  notes: string[];
  pipelines: string[];
};

/** What would be done to a cluster, in numbers: those that the vote is bound to. @internal */
export const OperationSubject = ({ request }: { request: ApprovalDetail }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const linkTo = usePipelineLink();
  const subject = request.subject as OperationFields;
  const { group, into, perSecond, topic } = subject.request;
  const reason = request.shown.content.reason;
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {!isSwitch(subject.request.kind) && (
        <strong>
          <TotalsText totals={subject.totals} />
        </strong>
      )}
      {subject.notes.map(note => (
        <span key={note}>{note}.</span>
      ))}
      <FactList
        facts={[
          {
            name: t('operations.subject.cluster'),
            value: `${subject.sourceId} · ${subject.environment}`,
          },
          ...(group === undefined
            ? []
            : [{ name: t('operations.subject.group'), value: group }]),
          ...(topic === undefined
            ? []
            : [
                {
                  name: t('operations.subject.replay'),
                  value: t('operations.subject.replayed', {
                    topic,
                    into: into ?? '',
                    perSecond: String(perSecond),
                  }),
                },
              ]),
          {
            name: t('operations.subject.pipelines'),
            value:
              subject.pipelines.length === 0
                ? t('operations.subject.noPipeline')
                : subject.pipelines.map((ref, i) => (
                    <span key={ref}>
                      {i > 0 && ', '}
                      <Link to={`${linkTo(ref)}/lag`}>{refName(ref)}</Link>
                    </span>
                  )),
          },
          {
            name: t('operations.subject.reason'),
            value: (
              <span style={{ whiteSpace: 'pre-wrap' }}>
                {typeof reason === 'string' ? reason : ''}
              </span>
            ),
          },
        ]}
      />
      {subject.partitions.length > 0 && (
        <OperationPartitions
          kind={subject.kind}
          partitions={subject.partitions}
        />
      )}
    </div>
  );
};
