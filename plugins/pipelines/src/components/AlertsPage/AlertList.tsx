import Alert from '@mui/material/Alert';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSearchParams } from 'react-router-dom';
import { useAlertChannels, useAlerts } from '../../hooks/useAlerts';
import { onCallTranslationRef } from '../../translation';
import { DeclareIncident } from '../IncidentsPage/DeclareIncident';
import { PageFrame } from '../PageFrame';
import { AlertSection } from './AlertSection';
import { URGENT } from './queries';

const VIEWS = ['open', 'resolved'] as const;

/** What hurts users now, apart from what waits for working hours; or what is over. @internal */
export const AlertList = () => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const [params, setParams] = useSearchParams();
  const view = params.get('state') === 'resolved' ? 'resolved' : 'open';
  // The same request as that of the section below.
  const { data } = useAlerts(URGENT);
  const counts = data?.pages[0].counts;
  return (
    <PageFrame
      title={t('alerts.title')}
      note={
        counts && (
          <span role="status">
            {t('alerts.counts', {
              urgent: String(counts.urgent),
              maintenance: String(counts.maintenance),
            })}
          </span>
        )
      }
      actions={
        <>
          <ToggleButtonGroup
            size="small"
            exclusive
            aria-label={t('alerts.states')}
            value={view}
            onChange={(_, next: (typeof VIEWS)[number] | null) =>
              next && setParams(next === 'open' ? {} : { state: next })
            }
          >
            {VIEWS.map(name => (
              <ToggleButton
                key={name}
                value={name}
                sx={{
                  padding: '3px 14px',
                  fontSize: 12.5,
                  textTransform: 'none',
                }}
              >
                {t(`alerts.${name}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <DeclareIncident />
        </>
      }
    >
      <FailingChannels />
      {view === 'open' ? (
        <>
          <AlertSection
            title={t('alerts.urgent')}
            note={t('alerts.urgentNote')}
            query={URGENT}
            none={t('alerts.none.urgent')}
          />
          <AlertSection
            title={t('alerts.maintenance')}
            note={t('alerts.maintenanceNote')}
            query={{ ...URGENT, urgency: 'maintenance' }}
            none={t('alerts.none.maintenance')}
          />
        </>
      ) : (
        <AlertSection
          title={t('alerts.resolved')}
          query={{ state: ['resolved'], limit: URGENT.limit }}
          none={t('alerts.none.resolved')}
        />
      )}
    </PageFrame>
  );
};

/** Who isn't told, because a channel can't be reached, has to be seen here at least. */
const FailingChannels = () => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const { data = [] } = useAlertChannels();
  return (
    <>
      {data
        .filter(({ status }) => status === 'failing')
        .map(({ channel, error = '' }) => (
          <Alert key={channel} severity="error">
            {t('alerts.channels.failing', { channel, message: error })}
          </Alert>
        ))}
    </>
  );
};
