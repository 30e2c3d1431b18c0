import type { ComponentType } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApprovalDetail } from '@sluice/plugin-pipelines-common';
import { formatInstant, Panel, useNow } from '@sluice/plugin-pipelines-react';
import { approvalsTranslationRef } from '../../translation';
import { ExemptionSubject } from './ExemptionSubject';
import { OperationSubject } from './OperationSubject';
import { PromotionSubject } from './PromotionSubject';
import { SloChangeSubject } from './SloChangeSubject';
import { SubjectRows } from './SubjectRows';

/** How a subject of each type is shown; the others are shown as names and values. */
const VIEWS: Partial<
  Record<ApprovalDetail['type'], ComponentType<{ request: ApprovalDetail }>>
> = {
  exemption: ExemptionSubject,
  operation: OperationSubject,
  promotion: PromotionSubject,
  'slo-change': SloChangeSubject,
};

/** What is decided on, and the findings that stood beside it. @internal */
export const SubjectPanel = ({ request }: { request: ApprovalDetail }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const now = useNow();
  const View = VIEWS[request.type];
  const { content, takenAt } = request.shown;
  const shownTitle = `${t('approvals.subject.shown')}, ${t(
    'approvals.subject.shownAt',
    { time: formatInstant(takenAt, { now }) },
  )}`;
  const hasShown = Object.keys(content).length > 0;
  return (
    <Panel title={t('approvals.subject.title')}>
      {View ? (
        <>
          <View request={request} />
          <details style={{ marginTop: 10 }}>
            <summary>{t('approvals.subject.whole')}</summary>
            <SubjectRows json={request.subject} />
          </details>
          {hasShown && (
            <details style={{ marginTop: 6 }}>
              <summary>{shownTitle}</summary>
              <SubjectRows json={content} />
            </details>
          )}
        </>
      ) : (
        <SubjectRows json={request.subject} />
      )}
      {!View && hasShown && (
        <>
          <h3 style={{ margin: '12px 0 4px', fontSize: 12.5 }}>{shownTitle}</h3>
          <SubjectRows json={content} />
        </>
      )}
    </Panel>
  );
};
