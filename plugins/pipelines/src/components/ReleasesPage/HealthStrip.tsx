import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReleaseBoardRow } from '@sluice/plugin-pipelines-common';
import { StatusGlyph } from '@sluice/plugin-pipelines-react';
import { PROMOTION_LOOK } from '../../promotions/promotionLook';
import { deliveryTranslationRef } from '../../translation';

/** How the last promotions into production ended, the newest at the right; said in words as well. @internal */
export const HealthStrip = (props: { health: ReleaseBoardRow['health'] }) => {
  const { health } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  if (health.length === 0) return null;
  const words = t('releases.strip', {
    outcomes: health
      .map(({ state }) => t(`promotions.state.${state}`))
      .join(', '),
  });
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      style={{ display: 'inline-flex', gap: 3, marginTop: 3 }}
    >
      {health.map(({ promotionId, state }) => (
        <StatusGlyph key={promotionId} {...PROMOTION_LOOK[state]} size={8} />
      ))}
    </span>
  );
};
