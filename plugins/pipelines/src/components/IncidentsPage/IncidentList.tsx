import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  formatDuration,
  formatInstant,
  Panel,
  PanelSkeleton,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { useIncidents } from '../../hooks/useIncidents';
import { onCallTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { PlainTable } from '../PlainTable';
import { TextButton } from '../TextButton';
import { DeclareIncident } from './DeclareIncident';
import { IncidentChip } from './IncidentChip';
import { useOrigin } from './useOrigin';

/** So many pipelines are named in a row. */
const NAMED = 3;

/** Incidents, the open ones first. @internal */
export const IncidentList = () => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const now = useNow();
  const links = useAlertLinks();
  const originOf = useOrigin();
  const incidents = useIncidents({ limit: 50 });
  const { data, error, isPending, isFetching, dataUpdatedAt, refetch } =
    incidents;
  const items = data?.pages.flatMap(page => page.items) ?? [];
  return (
    <PageFrame
      title={t('incidents.title')}
      note={
        data && (
          <>
            <span role="status">
              {t('incidents.counts', { count: data.pages[0].open })}
            </span>
            {error && (
              <StaleNote
                observedAt={new Date(dataUpdatedAt).toISOString()}
                error={error}
              />
            )}
          </>
        )
      }
      actions={<DeclareIncident />}
    >
      {isPending && <PanelSkeleton title={t('incidents.title')} lines={6} />}
      {!isPending && !data && (
        <ErrorPanel
          title={t('incidents.error')}
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
      )}
      {data && items.length === 0 && (
        <Panel label={t('incidents.title')}>
          <EmptyState
            title={t('incidents.none.title')}
            description={t('incidents.none.description')}
          />
        </Panel>
      )}
      {items.length > 0 && (
        <Panel label={t('incidents.title')} flush>
          <PlainTable aria-label={t('incidents.title')}>
            <thead>
              <tr>
                <th scope="col">{t('incidents.column.incident')}</th>
                <th scope="col">{t('incidents.column.state')}</th>
                <th scope="col">{t('incidents.column.severity')}</th>
                <th scope="col">{t('incidents.column.pipelines')}</th>
                <th scope="col">{t('incidents.column.opened')}</th>
                <th scope="col" className="number">
                  {t('incidents.column.lasted')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(incident => (
                <tr key={incident.id}>
                  <th scope="row" className="wrap">
                    <Link to={links.incident(incident.id)}>
                      {incident.title}
                    </Link>
                    <div className="muted" style={{ fontWeight: 400 }}>
                      {originOf(incident)}
                      {incident.inHindsight && ` · ${t('alerts.hindsight')}`}
                    </div>
                  </th>
                  <td>
                    <IncidentChip state={incident.state} />
                  </td>
                  <td>{t(`alerts.severity.${incident.severity}`)}</td>
                  <td className="wrap">
                    {incident.pipelines.slice(0, NAMED).map((ref, i) => (
                      <span key={ref}>
                        {i > 0 && ', '}
                        <Link to={links.pipeline(ref)}>{refName(ref)}</Link>
                      </span>
                    ))}
                    {incident.affected > NAMED &&
                      ` ${t('alerts.and', {
                        number: String(incident.affected - NAMED),
                      })}`}
                  </td>
                  <td>{formatInstant(incident.openedAt, { now })}</td>
                  <td className="number">
                    {formatDuration(incident.lastSeconds)}
                  </td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
          {incidents.hasNextPage && (
            <div style={{ padding: '6px 12px 10px' }}>
              <TextButton
                disabled={incidents.isFetchingNextPage}
                onClick={() => incidents.fetchNextPage()}
              >
                {t('alerts.more')}
              </TextButton>
            </div>
          )}
        </Panel>
      )}
    </PageFrame>
  );
};
