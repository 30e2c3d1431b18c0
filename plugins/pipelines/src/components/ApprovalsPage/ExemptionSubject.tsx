import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApprovalDetail } from '@sluice/plugin-pipelines-common';
import {
  FactList,
  formatAge,
  Instant,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { approvalsTranslationRef } from '../../translation';

/** The fields of a subject of type `exemption`; the backend puts them together. */
type ExemptionToDecide = {
  scorecard: string;
  scorecardTitle: string;
  check: string;
  checkTitle: string;
  entityRef: string;
  reason: string;
  until: string;
  requestedBy: string;
  requestedAt: string;
};

/** A check that a pipeline needn't pass for a while. @internal */
export const ExemptionSubject = ({ request }: { request: ApprovalDetail }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const pipelineLink = usePipelineLink();
  const links = useScorecardLinks();
  const now = useNow();
  const exemption = request.subject as ExemptionToDecide;
  const { check, entityRef, scorecard, until } = exemption;
  return (
    <>
      <p style={{ margin: '0 0 8px' }}>{t('approvals.exemption.effect')}</p>
      <FactList
        facts={[
          {
            name: t('approvals.exemption.pipeline'),
            value: (
              <Link to={pipelineLink(entityRef)}>{refName(entityRef)}</Link>
            ),
          },
          {
            name: t('approvals.exemption.check'),
            value: (
              <>
                <Link
                  to={links.page({
                    scorecard,
                    rows: 'pipelines',
                    open: { pipeline: entityRef, check },
                  })}
                >
                  {exemption.checkTitle}
                </Link>
                , {exemption.scorecardTitle}
              </>
            ),
          },
          {
            name: t('approvals.exemption.until'),
            value: (
              <>
                <Instant instant={until} />, {formatAge(until, now)}
              </>
            ),
          },
          {
            name: t('approvals.exemption.reason'),
            value: (
              <span style={{ whiteSpace: 'pre-wrap' }}>{exemption.reason}</span>
            ),
          },
          {
            name: t('approvals.exemption.requested'),
            value: (
              <>
                {refName(exemption.requestedBy)},{' '}
                <Instant instant={exemption.requestedAt} />
              </>
            ),
          },
        ]}
      />
    </>
  );
};
