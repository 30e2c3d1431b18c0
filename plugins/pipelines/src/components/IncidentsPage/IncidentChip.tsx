import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Incident } from '@sluice/plugin-pipelines-common';
import { ToneChip } from '@sluice/plugin-pipelines-react';
import { onCallTranslationRef } from '../../translation';

/** Whether an incident is over, as a shape, a colour and a word. @internal */
export const IncidentChip = (props: { state: Incident['state'] }) => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const isOpen = props.state === 'open';
  return (
    <ToneChip tone={isOpen ? 'bad' : 'good'} glyph={isOpen ? 'square' : 'disc'}>
      {t(`incidents.state.${props.state}`)}
    </ToneChip>
  );
};
