import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Incident } from '@sluice/plugin-pipelines-common';
import { refName } from '../../fleet/words';
import { onCallTranslationRef } from '../../translation';

/** Puts into words who opened an incident. @internal */
export function useOrigin(): (incident: Incident) => string {
  const { t } = useTranslationRef(onCallTranslationRef);
  return ({ openedBy, origin }) =>
    origin === 'alert'
      ? t('incidents.origin.alert')
      : t(`incidents.origin.${origin}`, {
          name: openedBy ? refName(openedBy) : '—',
        });
}
