import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alert } from '@sluice/plugin-pipelines-common';
import { ToneChip } from '@sluice/plugin-pipelines-react';
import { alertLook } from '../../alerts/alertLook';
import { onCallTranslationRef } from '../../translation';

/** What an alert is about, as a shape, a colour and a word. @internal */
export const AlertKindChip = (props: {
  alert: Pick<Alert, 'kind' | 'state' | 'urgency'>;
}) => {
  const { t } = useTranslationRef(onCallTranslationRef);
  return (
    <ToneChip {...alertLook(props.alert)}>
      {t(`alerts.kind.${props.alert.kind}`)}
    </ToneChip>
  );
};
