import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApprovalDetail } from '@sluice/plugin-pipelines-common';
import { ErrorPanel, PanelSkeleton } from '@sluice/plugin-pipelines-react';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { usePromotion } from '../../hooks/usePromotions';
import { deliveryTranslationRef } from '../../translation';
import { PlanSummary } from '../PromotionDialogs';
import { SubjectRows } from './SubjectRows';

/** A promotion in short; its page shows all that the decision takes. @internal */
export const PromotionSubject = ({ request }: { request: ApprovalDetail }) => {
  const [, id] = /^promotion:(\d+)$/.exec(request.subjectRef) ?? [];
  return id ? (
    <Summary promotionId={Number(id)} />
  ) : (
    <SubjectRows json={request.subject} />
  );
};

const Summary = ({ promotionId }: { promotionId: number }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const links = useDeliveryLinks();
  const { data, error, isPending } = usePromotion(promotionId);
  if (isPending) return <PanelSkeleton lines={4} />;
  if (!data) return <ErrorPanel title={t('promotions.error')} error={error} />;
  return (
    <>
      <p style={{ margin: '0 0 8px' }}>
        “{data.reason}”{' '}
        <Link to={links.promotion(promotionId)}>{t('promotions.whole')}</Link>
      </p>
      <PlanSummary plan={data.plan} />
    </>
  );
};
