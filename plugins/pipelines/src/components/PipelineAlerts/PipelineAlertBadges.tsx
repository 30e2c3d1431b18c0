import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToneChip } from '@sluice/plugin-pipelines-react';
import { Link } from 'react-router-dom';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { usePipelineAlerts } from '../../hooks/useAlerts';
import { usePipelineIncidents } from '../../hooks/useIncidents';
import { onCallTranslationRef } from '../../translation';

/** How many alerts are open on a pipeline, and its open incident. Nothing shows where there is none, or it can't be known. @internal */
export const PipelineAlertBadges = (props: { entityRef: string }) => {
  const { entityRef } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const { data: alerts = [] } = usePipelineAlerts(entityRef);
  const { data: incidents = [] } = usePipelineIncidents(entityRef);
  const incident = incidents.find(({ state }) => state === 'open');
  const isUrgent = alerts.some(({ urgency }) => urgency === 'urgent');
  return (
    <>
      {alerts.length > 0 && (
        <Link
          to={alerts.length === 1 ? links.alert(alerts[0].id) : links.alerts}
          style={{ textDecoration: 'none' }}
        >
          <ToneChip
            tone={isUrgent ? 'bad' : 'warn'}
            glyph={isUrgent ? 'square' : 'triangle'}
            title={t('alerts.pipeline.badgeTitle')}
          >
            {t('alerts.pipeline.badge', { count: alerts.length })}
          </ToneChip>
        </Link>
      )}
      {incident && (
        <Link
          to={links.incident(incident.id)}
          style={{ textDecoration: 'none' }}
        >
          <ToneChip
            tone="bad"
            glyph="square"
            title={t('alerts.pipeline.incidentTitle', {
              title: incident.title,
            })}
          >
            {t('alerts.pipeline.incident')}
          </ToneChip>
        </Link>
      )}
    </>
  );
};
