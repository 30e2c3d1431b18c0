import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApprovalDetail } from '@sluice/plugin-pipelines-common';
import {
  FactList,
  formatDuration,
  Instant,
  Interval,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { approvalsTranslationRef } from '../../translation';

/** The fields of a subject of type `slo-change`; the backend puts them together. */
type SloChange = {
  sloId: number;
  entityRef: string;
  slo: string;
  kind: string;
  from: string;
  to: string;
  reason: string;
  proposedBy: string;
  proposedAt: string;
};

/** A period that is to be taken out of an SLO, or whose data is to be declared unusable. @internal */
export const SloChangeSubject = ({ request }: { request: ApprovalDetail }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const entityLink = usePipelineLink();
  const change = request.subject as SloChange;
  const seconds = (Date.parse(change.to) - Date.parse(change.from)) / 1000;
  const isQuarantine = change.kind === 'quarantine';
  return (
    <>
      <p style={{ margin: '0 0 8px' }}>
        <strong>
          {t(
            isQuarantine
              ? 'approvals.slo.quarantine'
              : 'approvals.slo.exclusion',
          )}
          .
        </strong>{' '}
        {t(
          isQuarantine
            ? 'approvals.slo.quarantineEffect'
            : 'approvals.slo.effect',
        )}
      </p>
      <FactList
        facts={[
          {
            name: t('approvals.slo.of'),
            value: (
              <>
                {change.slo},{' '}
                <Link
                  to={
                    /^component:/i.test(change.entityRef)
                      ? `${entityLink(change.entityRef)}/freshness?slo=${
                          change.sloId
                        }`
                      : entityLink(change.entityRef)
                  }
                >
                  {refName(change.entityRef)}
                </Link>
              </>
            ),
          },
          {
            name: t('approvals.slo.period'),
            value: (
              <>
                <Interval start={change.from} end={change.to} />,{' '}
                {t('approvals.slo.lasts', {
                  duration: formatDuration(seconds),
                })}
              </>
            ),
          },
          {
            name: t('approvals.slo.reason'),
            value: (
              <span style={{ whiteSpace: 'pre-wrap' }}>{change.reason}</span>
            ),
          },
          {
            name: t('approvals.slo.proposed'),
            value: (
              <>
                {refName(change.proposedBy)},{' '}
                <Instant instant={change.proposedAt} />
              </>
            ),
          },
        ]}
      />
    </>
  );
};
