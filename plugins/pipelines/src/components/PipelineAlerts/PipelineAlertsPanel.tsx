import { Link } from '@backstage/core-components';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatDuration,
  formatInstant,
  Panel,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { usePipelineAlerts } from '../../hooks/useAlerts';
import { usePipelineIncidents } from '../../hooks/useIncidents';
import { onCallTranslationRef } from '../../translation';
import { AlertKindChip, RunbookLink } from '../AlertsPage';

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 8,
  '& > li': {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: 10,
    alignItems: 'baseline',
    overflowWrap: 'anywhere',
  },
  // Within text, colour alone wouldn't tell a link.
  '& .muted a': { textDecoration: 'underline' },
  '& .muted': { color: theme.palette.text.secondary },
}));

/** The open alerts of a pipeline, with what to do. Nothing shows where there are none. @internal */
export const PipelineAlertsPanel = (props: { entityRef: string }) => {
  const { entityRef } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const now = useNow();
  const { data: alerts = [] } = usePipelineAlerts(entityRef);
  const { data: incidents = [] } = usePipelineIncidents(entityRef);
  const open = incidents.filter(({ state }) => state === 'open');
  if (alerts.length === 0 && open.length === 0) return null;
  return (
    <Panel title={t('alerts.pipeline.title')}>
      <List>
        {alerts.map(alert => (
          <li key={alert.id}>
            <AlertKindChip alert={alert} />
            <div>
              <Link to={links.alert(alert.id)}>{alert.summary}</Link>
              <div>{alert.nextStep}</div>
              <div className="muted">
                {t('alerts.since', {
                  time: formatInstant(alert.openedAt, { now }),
                  duration: formatDuration(alert.lastSeconds),
                })}
                {' · '}
                <RunbookLink alert={alert} />
              </div>
            </div>
          </li>
        ))}
        {open.map(incident => (
          <li key={`incident ${incident.id}`}>
            <span>{t('alerts.incident', { id: String(incident.id) })}</span>
            <Link to={links.incident(incident.id)}>{incident.title}</Link>
          </li>
        ))}
      </List>
    </Panel>
  );
};
