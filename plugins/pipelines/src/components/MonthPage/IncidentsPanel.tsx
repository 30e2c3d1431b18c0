import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnerMonth } from '@sluice/plugin-pipelines-common';
import { EmptyState, Instant, Panel } from '@sluice/plugin-pipelines-react';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { scorecardsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** Incidents that were open at some time of a month. @internal */
export const IncidentsPanel = (props: {
  incidents: OwnerMonth['incidents'];
}) => {
  const { incidents } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useAlertLinks();
  return (
    <Panel title={t('scorecards.month.incidents')} flush>
      {incidents.length === 0 ? (
        <EmptyState title={t('scorecards.month.incident.none')} />
      ) : (
        <PlainTable aria-label={t('scorecards.month.incidents')}>
          <thead>
            <tr>
              <th>{t('scorecards.month.incident.title')}</th>
              <th>{t('scorecards.month.incident.opened')}</th>
              <th>{t('scorecards.month.incident.closed')}</th>
            </tr>
          </thead>
          <tbody>
            {incidents.map(({ closedAt, id, openedAt, title }) => (
              <tr key={id}>
                <th scope="row" className="wrap">
                  <Link to={links.incident(id)}>{title}</Link>
                </th>
                <td>
                  <Instant instant={openedAt} />
                </td>
                <td>
                  {closedAt ? (
                    <Instant instant={closedAt} />
                  ) : (
                    t('scorecards.month.incident.open')
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
    </Panel>
  );
};
