import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelinesReactTranslationRef } from '../../translation';
import type { Status } from '../../statusLook';

/**
 * Gives the word of any state in the reader's language.
 *
 * @public
 */
export function useStatusLabel(): (status: Status) => string {
  const { t } = useTranslationRef(pipelinesReactTranslationRef);
  return useCallback(
    (status: Status) => {
      switch (status.kind) {
        case 'fleet':
          return t(`status.fleet.${status.state}`);
        case 'run':
          return t(`status.run.${status.state}`);
        case 'slo':
          return t(`status.slo.${status.state}`);
        case 'verdict':
          return t(`status.verdict.${status.state}`);
        case 'lag':
          return t(`status.lag.${status.state}`);
        default:
          return t(`status.source.${status.state}`);
      }
    },
    [t],
  );
}
