import { Fragment } from 'react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  formatDuration,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { actorOf } from '../../audit/actorWords';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { isEnded } from '../../promotions/promotionLook';
import { deliveryTranslationRef } from '../../translation';

/** Who asked and why, until when, for which incident, and the plan that all of it is about. @internal */
export const PromotionNote = (props: {
  promotion: PromotionDetail;
  /** Whether the reader's vote is asked for. */
  canVote: boolean;
}) => {
  const { canVote, promotion } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { muted } = usePalette();
  const alerts = useAlertLinks();
  const links = useDeliveryLinks();
  const now = useNow();
  const {
    expiresAt,
    incidentId,
    recovery,
    rollbackOf,
    rolledBackBy,
    supersededBy,
  } = promotion;
  const age = formatAge(promotion.requestedAt, now);
  const parts = [
    promotion.isAutomatic
      ? t('promotions.automatic', { age })
      : t('promotions.asked', {
          name: actorOf(promotion.requestedBy).name,
          age,
        }),
    `“${promotion.reason}”`,
    promotion.lane === 'hotfix' && <strong>{t('promotions.hotfix')}</strong>,
    promotion.breakGlass && <strong>{t('promotions.brokeGlass')}</strong>,
    incidentId !== undefined && (
      <Link to={alerts.incident(incidentId)}>
        {t('promotions.incident', { id: String(incidentId) })}
      </Link>
    ),
    promotion.failedRunId && t('promotions.run', { id: promotion.failedRunId }),
    rollbackOf !== undefined && (
      <Link to={links.promotion(rollbackOf)}>
        {t('promotions.rollbackOf', { id: String(rollbackOf) })}
      </Link>
    ),
    rolledBackBy !== undefined && rolledBackBy !== supersededBy && (
      <Link to={links.promotion(rolledBackBy)}>
        {t('promotions.rolledBackBy', { id: String(rolledBackBy) })}
      </Link>
    ),
    supersededBy !== undefined && (
      <Link to={links.promotion(supersededBy)}>
        {t('promotions.superseded', { id: String(supersededBy) })}
      </Link>
    ),
    recovery && recoveryWords(recovery),
    expiresAt &&
      !isEnded(promotion) &&
      t('promotions.expires', { age: formatAge(expiresAt, now) }),
    <>
      {t('promotions.plan')}{' '}
      <code title={promotion.subjectHash}>
        {promotion.subjectHash.slice(0, 4)}…{promotion.subjectHash.slice(-4)}
      </code>
    </>,
    canVote && t('promotions.bound'),
  ].filter(Boolean);
  return (
    <p
      style={{
        margin: 0,
        color: muted,
        overflowWrap: 'anywhere',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      {parts.map((part, i) => (
        <Fragment key={i}>
          {i > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </p>
  );

  function recoveryWords(of: NonNullable<PromotionDetail['recovery']>) {
    const until = of.restoredAt ? Date.parse(of.restoredAt) : now;
    return t(of.restoredAt ? 'promotions.restored' : 'promotions.recovery', {
      duration: formatDuration((until - Date.parse(of.failedAt)) / 1000),
      promise: formatDuration(of.promiseSeconds),
    });
  }
};
