import { useMemo } from 'react';
import { usePipelineReleases } from '../../hooks/useReleases';
import { releaseName } from '../../promotions/releaseName';
import type { ReleaseMark } from '../LagChart';

/**
 * When something was released of a pipeline into an environment, for charts. What ran before Sluice knew the unit is no release of a time.
 *
 * @internal
 */
export function useReleaseTimes(
  entityRef: string,
  environment: string,
): ReleaseMark[] {
  const { data } = usePipelineReleases(entityRef);
  return useMemo(
    () =>
      (data?.items ?? [])
        .filter(
          item =>
            item.environment === environment && item.origin !== 'adoption',
        )
        .map(({ at, release }) => ({ at, name: releaseName(release) })),
    [data, environment],
  );
}
