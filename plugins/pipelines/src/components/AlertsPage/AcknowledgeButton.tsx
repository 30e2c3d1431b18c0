import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alert } from '@sluice/plugin-pipelines-common';
import { formatInstant, useNow } from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import { refName } from '../../fleet/words';
import { useAcknowledge } from '../../hooks/useAlerts';
import { onCallTranslationRef } from '../../translation';

/** Says that the reader looks after an alert; says who does where somebody does. @internal */
export const AcknowledgeButton = (props: { alert: Alert }) => {
  const { alert } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const now = useNow();
  const acknowledge = useAcknowledge(alert.id);
  if (alert.state === 'resolved') return null;
  if (alert.state === 'acknowledged') {
    return (
      <span style={{ fontSize: 12 }}>
        {t('alerts.acknowledgedBy', {
          name: alert.acknowledgedBy ? refName(alert.acknowledgedBy) : '—',
          time: formatInstant(alert.acknowledgedAt, { now }),
        })}
      </span>
    );
  }
  return (
    <span style={{ display: 'grid', justifyItems: 'end', gap: 4 }}>
      <Button
        size="small"
        variant="outlined"
        disabled={acknowledge.isPending}
        onClick={() => acknowledge.mutate()}
        aria-label={`${t('alerts.acknowledge')}: ${alert.summary}`}
      >
        {t(
          acknowledge.isPending ? 'alerts.acknowledging' : 'alerts.acknowledge',
        )}
      </Button>
      {acknowledge.error && (
        <span role="alert" style={{ fontSize: 12, maxWidth: 260 }}>
          {t('alerts.acknowledgeFailed', {
            message: errorWords(acknowledge.error),
          })}
        </span>
      )}
    </span>
  );
};
