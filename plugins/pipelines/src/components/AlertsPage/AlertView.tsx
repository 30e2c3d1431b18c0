import { Link } from '@backstage/core-components';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { AlertDetail } from '@sluice/plugin-pipelines-common';
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
import { useAlert } from '../../hooks/useAlerts';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { onCallTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { Timeline } from '../Timeline';
import { AcknowledgeButton } from './AcknowledgeButton';
import { AffectedTable } from './AffectedTable';
import { RunbookLink } from './AlertItem';
import { AlertKindChip } from './AlertKindChip';
import { DeliveryTable } from './DeliveryTable';

const Columns = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) minmax(300px, 380px)',
  alignItems: 'start',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const Stack = styled('div')({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  // Within text, colour alone wouldn't tell a link.
  '& dd a': { textDecoration: 'underline' },
});

/** One alert: what it is, what to do, whom it affects, and what happened since. @internal */
export const AlertView = () => {
  const { alertId } = useParams();
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const { data, error, isPending, isFetching, dataUpdatedAt, refetch } =
    useAlert(Number(alertId));
  const all = <Link to={links.alerts}>{t('alerts.detail.all')}</Link>;
  if (!data) {
    return (
      <PageFrame title={t('alerts.title')} note={all}>
        {isPending && <PanelSkeleton lines={8} />}
        {!isPending && isNotFound(error) && (
          <Panel label={t('alerts.title')}>
            <EmptyState title={t('alerts.detail.none')} action={all} />
          </Panel>
        )}
        {!isPending && !isNotFound(error) && (
          <ErrorPanel
            title={t('alerts.detail.error')}
            error={error}
            onRetry={() => refetch()}
            isRetrying={isFetching}
          />
        )}
      </PageFrame>
    );
  }
  const { affected, alert, deliveries, history } = data;
  return (
    <PageFrame
      title={alert.summary}
      note={all}
      actions={<AcknowledgeButton alert={alert} />}
    >
      {error && (
        <StaleNote
          observedAt={new Date(dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      <Columns>
        <Stack>
          {alert.state !== 'resolved' && (
            <Panel title={t('alerts.nextStep')}>
              <p style={{ margin: '0 0 6px' }}>{alert.nextStep}</p>
              <RunbookLink alert={alert} />
            </Panel>
          )}
          <Panel
            title={t('alerts.detail.affected')}
            note={t('alerts.affects', { count: alert.affected })}
            flush
          >
            <AffectedTable affected={affected} />
          </Panel>
          <Panel title={t('alerts.detail.told')} flush>
            <DeliveryTable deliveries={deliveries} />
          </Panel>
        </Stack>
        <Stack>
          <Panel label={t('alerts.detail.facts')}>
            <AlertFacts alert={alert} />
          </Panel>
          <Panel title={t('alerts.detail.history')}>
            <Timeline
              name={t('alerts.detail.history')}
              entries={history.map(({ at, by, id, text, type }) => ({
                id,
                at,
                text,
                by: by && refName(by),
                what: t(`alerts.entry.${type}`),
              }))}
            />
          </Panel>
        </Stack>
      </Columns>
    </PageFrame>
  );
};

const AlertFacts = ({ alert }: Pick<AlertDetail, 'alert'>) => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const now = useNow();
  const { cause } = alert;
  return (
    <FactList
      facts={[
        {
          name: t('alerts.detail.what'),
          value: (
            <>
              <AlertKindChip alert={alert} />{' '}
              {t(`alerts.severity.${alert.severity}`)}
            </>
          ),
        },
        {
          name: t('alerts.cause'),
          value: <Cause cause={cause} />,
        },
        {
          name: t('alerts.owners'),
          value: alert.owners.map((owner, i) => (
            <span key={owner}>
              {i > 0 && ', '}
              <EntityRefLink entityRef={owner} defaultKind="group" hideIcon />
            </span>
          )),
        },
        {
          name: t('alerts.detail.since'),
          value: t(alert.resolvedAt ? 'alerts.lasted' : 'alerts.since', {
            time: formatInstant(alert.openedAt, { now }),
            duration: formatDuration(alert.lastSeconds),
          }),
        },
        ...(alert.incidentId === undefined
          ? []
          : [
              {
                name: t('alerts.pipeline.incident'),
                value: (
                  <Link to={links.incident(alert.incidentId)}>
                    {t('alerts.incident', { id: String(alert.incidentId) })}
                  </Link>
                ),
              },
            ]),
      ]}
    />
  );
};

/** What it is grouped by, with what is wrong with it. @internal */
export const Cause = ({ cause }: Pick<AlertDetail['alert'], 'cause'>) => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const { reason, ref, title, type } = cause;
  const name = title ?? (ref ? refName(ref) : t('alerts.hiddenCause'));
  return (
    <>
      {ref && type !== 'source' ? (
        <Link to={links.pipeline(ref)}>{name}</Link>
      ) : (
        name
      )}
      {reason && `: ${reason}`}
    </>
  );
};

function isNotFound(error: Error | null): boolean {
  return error !== null && 'statusCode' in error && error.statusCode === 404;
}
