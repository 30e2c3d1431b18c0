import { Link } from '@backstage/core-components';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { IncidentDetail } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  FactList,
  formatDuration,
  formatInstant,
  Panel,
  PanelSkeleton,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { useParams } from 'react-router-dom';
import { refName } from '../../fleet/words';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { useIncident } from '../../hooks/useIncidents';
import { onCallTranslationRef } from '../../translation';
import { AlertKindChip, RunbookLink } from '../AlertsPage';
import { PageFrame } from '../PageFrame';
import { Timeline } from '../Timeline';
import { AddNote } from './AddNote';
import { CloseIncident } from './CloseIncident';
import { IncidentChip } from './IncidentChip';
import { useOrigin } from './useOrigin';

const Columns = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) minmax(300px, 400px)',
  alignItems: 'start',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 7,
  overflowWrap: 'anywhere',
  '& .ways': { minHeight: 24, paddingTop: 3 },
  '& .ways a': { display: 'inline-block', minHeight: 24 },
  // Within text, colour alone wouldn't tell a link.
  '& .text a': { textDecoration: 'underline' },
});

/** One incident: its timeline, to be written on, what caused it and what it affects. @internal */
export const IncidentView = () => {
  const { incidentId } = useParams();
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const { data, error, isPending, isFetching, dataUpdatedAt, refetch } =
    useIncident(Number(incidentId));
  const all = <Link to={links.incidents}>{t('incidents.all')}</Link>;
  if (!data) {
    return (
      <PageFrame title={t('incidents.title')} note={all}>
        {isPending && <PanelSkeleton lines={8} />}
        {!isPending && isNotFound(error) && (
          <Panel label={t('incidents.title')}>
            <EmptyState title={t('incidents.missing')} action={all} />
          </Panel>
        )}
        {!isPending && !isNotFound(error) && (
          <ErrorPanel
            title={t('incidents.detailError')}
            error={error}
            onRetry={() => refetch()}
            isRetrying={isFetching}
          />
        )}
      </PageFrame>
    );
  }
  const { incident, timeline } = data;
  return (
    <PageFrame
      title={incident.title}
      note={all}
      actions={
        incident.state === 'open' && <CloseIncident incident={incident} />
      }
    >
      {error && (
        <StaleNote
          observedAt={new Date(dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      <Columns>
        <Panel title={t('incidents.timeline')}>
          <Timeline
            name={t('incidents.timeline')}
            entries={timeline.map(({ alertId, at, by, id, text, type }) => ({
              id,
              at,
              text,
              by: by ? refName(by) : undefined,
              what:
                alertId === undefined ? (
                  t(`incidents.entry.${type}`)
                ) : (
                  <Link to={links.alert(alertId)}>
                    {t(`incidents.entry.${type}`)}
                  </Link>
                ),
            }))}
          />
          <AddNote incidentId={incident.id} />
        </Panel>
        <Facts detail={data} />
      </Columns>
    </PageFrame>
  );
};

const Facts = ({ detail }: { detail: IncidentDetail }) => {
  const { alerts, incident, pipelines } = detail;
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const now = useNow();
  const originOf = useOrigin();
  const { closeReason, closedAt, closesAt } = incident;
  return (
    <Stack>
      <Panel label={t('incidents.column.state')}>
        <FactList
          facts={[
            {
              name: t('incidents.column.state'),
              value: <IncidentChip state={incident.state} />,
            },
            {
              name: t('incidents.column.severity'),
              value: t(`alerts.severity.${incident.severity}`),
            },
            {
              name: t('incidents.column.opened'),
              value: `${formatInstant(incident.openedAt, { now })}, ${originOf(
                incident,
              )}`,
            },
            {
              name: t('incidents.column.lasted'),
              value: formatDuration(incident.lastSeconds),
            },
          ]}
        />
        {incident.state === 'open' && closesAt && (
          <p>
            {t('incidents.recovers', {
              time: formatInstant(closesAt, { now }),
            })}
          </p>
        )}
        {closedAt && (
          <p>
            {t('incidents.closed', {
              time: formatInstant(closedAt, { now }),
              reason: closeReason ?? t('incidents.recovered'),
            })}
          </p>
        )}
        {incident.reopened > 0 && (
          <p>{t('alerts.cameBack', { count: incident.reopened })}</p>
        )}
        {incident.inHindsight && <p>{t('alerts.hindsight')}</p>}
      </Panel>
      <Panel title={t('incidents.alerts')}>
        {alerts.length === 0 && <span>{t('incidents.noAlerts')}</span>}
        <List>
          {alerts.map(alert => (
            <li key={alert.id}>
              <AlertKindChip alert={alert} />{' '}
              <Link to={links.alert(alert.id)}>{alert.summary}</Link>
              <div className="ways">
                <RunbookLink alert={alert} />
              </div>
            </li>
          ))}
        </List>
      </Panel>
      <Panel title={`${t('incidents.pipelines')} (${pipelines.length})`}>
        <List>
          {pipelines.map(({ owner, pipeline }) => (
            <li key={pipeline} className="text">
              <Link to={links.pipeline(pipeline)}>{refName(pipeline)}</Link>
              {', '}
              <EntityRefLink entityRef={owner} defaultKind="group" hideIcon />
            </li>
          ))}
        </List>
      </Panel>
    </Stack>
  );
};

function isNotFound(error: Error | null): boolean {
  return error !== null && 'statusCode' in error && error.statusCode === 404;
}
