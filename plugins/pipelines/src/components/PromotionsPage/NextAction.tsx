import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import {
  formatInstant,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { PROMOTION_LOOK } from '../../promotions/promotionLook';
import { spoken } from '../../promotions/spoken';
import { deliveryTranslationRef } from '../../translation';

/** What happens next, in a sentence, and why it stands as it does. @internal */
export const NextAction = ({ promotion }: { promotion: PromotionDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { tones, ink } = usePalette();
  const now = useNow();
  const { bg, fg } = tones[PROMOTION_LOOK[promotion.state].tone];
  const { breakGlassReview: review, nextAction, stateReason } = promotion;
  return (
    <div
      role="group"
      aria-label={t('promotions.next')}
      style={{
        borderLeft: `3px solid ${fg}`,
        borderRadius: 6,
        backgroundColor: bg,
        color: ink,
        padding: '6px 12px',
        overflowWrap: 'anywhere',
      }}
    >
      <strong>{spoken(nextAction, now)}</strong>
      {stateReason &&
        !nextAction.includes(stateReason) &&
        ` ${spoken(stateReason, now)}`}
      {review && (
        <>
          {' '}
          {review.reviewedBy
            ? t('promotions.reviewing.done', {
                name: refName(review.reviewedBy),
                text: review.text ?? '—',
              })
            : t('promotions.reviewing.due', {
                time: formatInstant(review.dueAt, { now }),
              })}
        </>
      )}
    </div>
  );
};
