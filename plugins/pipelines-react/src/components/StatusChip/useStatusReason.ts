import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StatusReason } from '@sluice/plugin-pipelines-common';
import { formatInstant } from '../../time/format';
import { useNow } from '../../time/useNow';
import { pipelinesReactTranslationRef } from '../../translation';

/**
 * Puts reasons into words, in the reader's language and with instants on the reader's clock.
 *
 * @public
 */
export function useStatusReason(): (reason: StatusReason) => string {
  const { t } = useTranslationRef(pipelinesReactTranslationRef);
  const now = useNow();
  return useCallback(
    ({ code, source, times, at, dueAt }: StatusReason) =>
      t(`reason.${code}`, {
        source: source ?? '',
        times: String(times ?? ''),
        at: formatInstant(at, { now }),
        dueAt: formatInstant(dueAt, { now }),
      }),
    [t, now],
  );
}
