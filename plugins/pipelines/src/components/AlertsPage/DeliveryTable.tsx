import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AlertDelivery } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  formatInstant,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { onCallTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** Who was told what, and whether it got there. @internal */
export const DeliveryTable = (props: {
  deliveries: readonly AlertDelivery[];
}) => {
  const { deliveries } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const now = useNow();
  if (deliveries.length === 0) {
    return <EmptyState title={t('alerts.detail.toldNobody')} />;
  }
  return (
    <PlainTable aria-label={t('alerts.detail.told')}>
      <thead>
        <tr>
          <th scope="col">{t('alerts.delivery.time')}</th>
          <th scope="col">{t('alerts.delivery.channel')}</th>
          <th scope="col">{t('alerts.delivery.transition')}</th>
          <th scope="col">{t('alerts.delivery.to')}</th>
          <th scope="col">{t('alerts.delivery.status')}</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery, i) => (
          <tr key={i}>
            <td>
              {formatInstant(delivery.deliveredAt ?? delivery.createdAt, {
                now,
              })}
            </td>
            <td>{delivery.channel}</td>
            <td>{delivery.transition}</td>
            <td className="wrap">
              {delivery.to?.map(refName).join(', ') || '—'}
            </td>
            <td className="wrap">
              {t(`alerts.delivery.${delivery.status}`)}
              {delivery.attempts > 1 &&
                `, ${t('alerts.detail.attempts', {
                  number: String(delivery.attempts),
                })}`}
              {delivery.error && <div className="muted">{delivery.error}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
};
