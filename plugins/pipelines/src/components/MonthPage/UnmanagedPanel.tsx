import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnerMonth } from '@sluice/plugin-pipelines-common';
import { EmptyState, Instant, Panel } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { scorecardsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** Changes of a month that nobody made through Sluice. @internal */
export const UnmanagedPanel = (props: {
  changes: OwnerMonth['unmanagedChanges'];
}) => {
  const { changes } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  return (
    <Panel
      flush
      title={t('scorecards.month.unmanaged')}
      note={t('scorecards.month.unmanagedNote')}
    >
      {changes.length === 0 ? (
        <EmptyState title={t('scorecards.month.unmanagedNone')} />
      ) : (
        <PlainTable aria-label={t('scorecards.month.unmanaged')}>
          <thead>
            <tr>
              <th>{t('scorecards.month.budget.of')}</th>
              <th>{t('scorecards.month.incident.title')}</th>
              <th>{t('scorecards.month.when')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ at, entityRef, link, title }) => (
              <tr key={`${entityRef} ${at} ${title}`}>
                <th scope="row">{refName(entityRef)}</th>
                <td className="wrap">
                  {link ? <Link to={link}>{title}</Link> : title}
                </td>
                <td>
                  <Instant instant={at} />
                </td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
    </Panel>
  );
};
