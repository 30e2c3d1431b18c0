import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
  ToneChip,
} from '@sluice/plugin-pipelines-react';
import { useParams } from 'react-router-dom';
import { useApproval } from '../../hooks/useApprovals';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { usePromotion } from '../../hooks/usePromotions';
import { PROMOTION_LOOK } from '../../promotions/promotionLook';
import { releaseName } from '../../promotions/releaseName';
import { deliveryTranslationRef } from '../../translation';
import { RequestActions } from '../ApprovalsPage';
import { EffectsTable } from '../PromotionDialogs';
import { PageFrame } from '../PageFrame';
import { ChangePanel } from './ChangePanel';
import { DecisionPanel } from './DecisionPanel';
import { GatesPanel } from './GatesPanel';
import { LogPanel } from './LogPanel';
import { NextAction } from './NextAction';
import { PhaseBar } from './PhaseBar';
import { PromotionActions } from './PromotionActions';
import { PromotionNote } from './PromotionNote';
import { RiskPanel } from './RiskPanel';
import { StepsPanel } from './StepsPanel';
import { TimelinePanel } from './TimelinePanel';

const Lead = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'start',
  justifyContent: 'space-between',
  gap: '6px 20px',
  '& > p': { flex: '1 1 360px' },
  '& .vote': { display: 'grid', gap: 8, maxWidth: '100%' },
});

const Thirds = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
  alignItems: 'stretch',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const Halves = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
  alignItems: 'start',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/**
 * One promotion. What the decision takes stands first and fits a screen: what changes, what it can hurt, who decides, the gates, what
 * happens next and the button; how it went stands below.
 *
 * @internal
 */
export const PromotionView = () => {
  const { promotionId } = useParams();
  const { t } = useTranslationRef(deliveryTranslationRef);
  const links = useDeliveryLinks();
  const { data, dataUpdatedAt, error, isFetching, isPending, refetch } =
    usePromotion(Number(promotionId));
  if (!data) {
    const isMissing =
      (error as { statusCode?: number } | null)?.statusCode === 404;
    const board = <Link to={links.board}>{t('promotions.board')}</Link>;
    return (
      <PageFrame title={t('promotions.kind.promote')} note={board}>
        {isPending && <PanelSkeleton lines={12} />}
        {!isPending && isMissing && (
          <Panel label={t('promotions.kind.promote')}>
            <EmptyState title={t('promotions.none')} action={board} />
          </Panel>
        )}
        {!isPending && !isMissing && (
          <ErrorPanel
            title={t('promotions.error')}
            error={error!}
            onRetry={() => refetch()}
            isRetrying={isFetching}
          />
        )}
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={t('promotions.title', {
        unit: data.unit,
        name: releaseName(data.release),
        environment: data.environment,
      })}
      note={
        <>
          <StateChip promotion={data} />
          {error && (
            <StaleNote
              observedAt={new Date(dataUpdatedAt).toISOString()}
              error={error}
            />
          )}
        </>
      }
      actions={<PromotionActions promotion={data} />}
    >
      <Decision promotion={data} />
    </PageFrame>
  );
};

const Decision = ({ promotion }: { promotion: PromotionDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const approval = useApproval(promotion.approvalId).data;
  const { plan } = promotion;
  return (
    <>
      <Lead>
        <PromotionNote
          promotion={promotion}
          canVote={approval?.mine.canVote ?? false}
        />
        {approval && (
          <div className="vote">
            <RequestActions
              request={approval}
              areKeysOn={false}
              isBoundSaid={false}
            />
          </div>
        )}
      </Lead>
      <NextAction promotion={promotion} />
      <PhaseBar promotion={promotion} />
      <Thirds>
        <ChangePanel promotion={promotion} />
        <RiskPanel promotion={promotion} />
        <DecisionPanel promotion={promotion} approval={approval} />
      </Thirds>
      <GatesPanel promotion={promotion} />
      <Halves>
        <StepsPanel promotion={promotion} />
        <TimelinePanel promotion={promotion} />
      </Halves>
      <Panel
        title={t(
          promotion.kind === 'rollback'
            ? 'promotions.effects.titleNow'
            : 'promotions.effects.title',
        )}
        note={t(`promotions.risk.rollback.${plan.rollbackClass}`)}
      >
        <EffectsTable
          effects={plan.rollbackEffects}
          undoes={plan.undoes}
          name={t('promotions.effects.title')}
        />
      </Panel>
      <LogPanel promotion={promotion} />
    </>
  );
};

const StateChip = ({ promotion }: { promotion: PromotionDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { approvals, state } = promotion;
  return (
    <span role="status">
      <ToneChip {...PROMOTION_LOOK[state]}>
        {state === 'AwaitingApproval' && approvals
          ? t('promotions.waitsFor', {
              missing: String(approvals.needed - approvals.given),
              needed: String(approvals.needed),
            })
          : t(`promotions.state.${state}`)}
      </ToneChip>
    </span>
  );
};
