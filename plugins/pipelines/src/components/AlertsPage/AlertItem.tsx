import { Link } from '@backstage/core-components';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type Alert, genericRunbookOf } from '@sluice/plugin-pipelines-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  formatDuration,
  formatInstant,
  formatInstantFully,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { onCallTranslationRef } from '../../translation';
import { AcknowledgeButton } from './AcknowledgeButton';
import { AlertKindChip } from './AlertKindChip';

/** So many affected pipelines are named in the list; the page of the alert names all. */
const NAMED = 5;

const Item = styled('li')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: '156px minmax(0, 1fr) max-content',
  gap: '2px 14px',
  alignItems: 'start',
  padding: '11px 16px',
  borderBottom: `1px solid ${theme.palette.divider}`,
  '&:last-child': { borderBottom: 0 },
  '& h3': { margin: 0, fontSize: 13.5, fontWeight: 600, lineHeight: 1.4 },
  '& p': { margin: '2px 0 0' },
  // Within text, colour alone wouldn't tell a link.
  '& .muted a': { textDecoration: 'underline' },
  '& .ways a': { display: 'inline-block', minHeight: 24, paddingTop: 3 },
  '& .muted': { color: theme.palette.text.secondary },
  '& .what': { minWidth: 0, overflowWrap: 'anywhere' },
  '@media (max-width: 900px)': {
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

/** One alert in the list: what, for whom, since when, and what to do. @internal */
export const AlertItem = (props: {
  alert: Alert;
  /** The reader's clock, epoch milliseconds. */
  now: number;
}) => {
  const { alert, now } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const shown = alert.pipelines.slice(0, NAMED);
  return (
    <Item>
      <span>
        <AlertKindChip alert={alert} />
        <div className="muted" style={{ fontSize: 11.5, marginTop: 3 }}>
          {t(`alerts.severity.${alert.severity}`)}
        </div>
      </span>
      <div className="what">
        <h3>
          <Link to={links.alert(alert.id)}>{alert.summary}</Link>
        </h3>
        {alert.state !== 'resolved' && <p>{alert.nextStep}</p>}
        <p className="muted">
          <time
            dateTime={alert.openedAt}
            title={formatInstantFully(alert.openedAt)}
          >
            {t(alert.resolvedAt ? 'alerts.lasted' : 'alerts.since', {
              time: formatInstant(alert.openedAt, { now }),
              duration: formatDuration(alert.lastSeconds),
            })}
          </time>
          {alert.reopened > 0 &&
            ` · ${t('alerts.cameBack', { count: alert.reopened })}`}
          {alert.inHindsight && ` · ${t('alerts.hindsight')}`}
          {alert.owners.length > 0 && (
            <>
              {' · '}
              {t('alerts.owner')}{' '}
              {alert.owners.slice(0, 3).map((owner, i) => (
                <span key={owner}>
                  {i > 0 && ', '}
                  <EntityRefLink
                    entityRef={owner}
                    defaultKind="group"
                    hideIcon
                  />
                </span>
              ))}
            </>
          )}
        </p>
        <p className="muted">
          {t('alerts.affects', { count: alert.affected })}
          {shown.length > 0 && ': '}
          {shown.map((ref, i) => (
            <span key={ref}>
              {i > 0 && ', '}
              <Link to={links.pipeline(ref)}>{refName(ref)}</Link>
            </span>
          ))}
          {alert.affected > shown.length &&
            shown.length > 0 &&
            ` ${t('alerts.and', {
              number: String(alert.affected - shown.length),
            })}`}
        </p>
        <p className="ways">
          <RunbookLink alert={alert} />
          {alert.incidentId !== undefined && (
            <>
              {' · '}
              <Link to={links.incident(alert.incidentId)}>
                {t('alerts.incident', { id: String(alert.incidentId) })}
              </Link>
            </>
          )}
        </p>
      </div>
      <AcknowledgeButton alert={alert} />
    </Item>
  );
};

/** The pipeline's own runbook, or the one of ours that fits. @internal */
export const RunbookLink = (props: {
  alert: Pick<Alert, 'kind' | 'runbook'>;
}) => {
  const { kind, runbook } = props.alert;
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  return runbook ? (
    <Link to={links.pipelineRunbook(runbook)}>
      {t('alerts.runbookOf', { pipeline: refName(runbook) })}
    </Link>
  ) : (
    <Link to={links.runbook(genericRunbookOf(kind))}>
      {t('alerts.runbook')}
    </Link>
  );
};
