import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import { Panel, useNow } from '@sluice/plugin-pipelines-react';
import { actorOf } from '../../audit/actorWords';
import { spoken } from '../../promotions/spoken';
import { timelineKey } from '../../promotions/timelineKey';
import { deliveryTranslationRef } from '../../translation';
import { Timeline } from '../Timeline';

/** What happened to it, from the ledger. @internal */
export const TimelinePanel = ({
  promotion,
}: {
  promotion: PromotionDetail;
}) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const now = useNow();
  return (
    <Panel title={t('promotions.timeline.title')}>
      <Timeline
        name={t('promotions.timeline.title')}
        entries={promotion.timeline.map((entry, i) => {
          const { actor, at, seq, text, type } = entry;
          const key = timelineKey(entry);
          return {
            id: seq ?? `${at} ${i}`,
            at,
            what: key ? t(key) : type,
            by: actorOf(actor).name,
            text: text && spoken(text, now),
          };
        })}
      />
    </Panel>
  );
};
