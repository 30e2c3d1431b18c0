import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  PromotionDetail,
  PromotionState,
} from '@sluice/plugin-pipelines-common';
import { Panel } from '@sluice/plugin-pipelines-react';
import { actorOf } from '../../audit/actorWords';
import { PROMOTION_LOOK } from '../../promotions/promotionLook';
import { deliveryTranslationRef } from '../../translation';
import { Timeline } from '../Timeline';

/** What happened to it, from the ledger. @internal */
export const TimelinePanel = ({
  promotion,
}: {
  promotion: PromotionDetail;
}) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  return (
    <Panel title={t('promotions.timeline.title')}>
      <Timeline
        name={t('promotions.timeline.title')}
        entries={promotion.timeline.map(
          ({ actor, at, seq, text, to, type }, i) => ({
            id: seq ?? `${at} ${i}`,
            at,
            what: isState(to) ? t(`promotions.state.${to}`) : type,
            by: actorOf(actor).name,
            text,
          }),
        )}
      />
    </Panel>
  );
};

function isState(state: string | undefined): state is PromotionState {
  return state !== undefined && state in PROMOTION_LOOK;
}
