import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Instant, ToneChip } from '@sluice/plugin-pipelines-react';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import type { HistoryItem } from '../../promotions/lanes';
import { PROMOTION_LOOK } from '../../promotions/promotionLook';
import { releaseName } from '../../promotions/releaseName';
import { deliveryTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** What ran where, the newest first, and how it came there. @internal */
export const HistoryTable = (props: { items: readonly HistoryItem[] }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const links = useDeliveryLinks();
  const items = [...props.items].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <PlainTable aria-label={t('releases.history.title')}>
      <thead>
        <tr>
          <th scope="col">{t('releases.history.from')}</th>
          <th scope="col">{t('releases.history.until')}</th>
          <th scope="col">{t('releases.history.environment')}</th>
          <th scope="col">{t('releases.history.release')}</th>
          <th scope="col">{t('releases.history.how')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(item => (
          <tr key={`${item.environment} ${item.release.id} ${item.at}`}>
            <td>
              <Instant instant={item.at} />
            </td>
            <td>
              {item.until ? (
                <Instant instant={item.until} />
              ) : (
                t('releases.history.now')
              )}
            </td>
            <td>{item.environment}</td>
            <th scope="row" className="wrap">
              <Link to={links.release(item.release.id)}>
                {releaseName(item.release)}
              </Link>
            </th>
            <td className="wrap">
              {item.promotionId === undefined ? (
                t(`releases.history.origin.${item.origin}`)
              ) : (
                <Link to={links.promotion(item.promotionId)}>
                  {t(`releases.history.kind.${item.kind ?? 'promote'}`)}
                </Link>
              )}{' '}
              {item.state && (
                <ToneChip {...PROMOTION_LOOK[item.state]}>
                  {t(`promotions.state.${item.state}`)}
                </ToneChip>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
};
