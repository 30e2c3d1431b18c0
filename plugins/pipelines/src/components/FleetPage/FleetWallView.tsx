import { useMemo } from 'react';
import Skeleton from '@mui/material/Skeleton';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ErrorPanel } from '@sluice/plugin-pipelines-react';
import { toFilterQuery, type FleetView } from '../../fleet/fleetView';
import { useFleetWall } from '../../hooks/useFleet';
import { pipelinesTranslationRef } from '../../translation';
import { NoMatch } from '../FleetTable';
import { FleetWall } from '../FleetWall';

/**
 * The status wall with what was answered, or why nothing was.
 *
 * @internal
 */
export const FleetWallView = (props: {
  view: FleetView;
  onTable: () => void;
  onClearFilters: () => void;
}) => {
  const { view, onTable, onClearFilters } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const query = useMemo(() => toFilterQuery(view), [view]);
  const { data, error, refetch, isFetching } = useFleetWall(query);
  if (data?.length) return <FleetWall tiles={data} onTable={onTable} />;
  return (
    <div style={{ flex: 1 }}>
      {data && <NoMatch onClearFilters={onClearFilters} />}
      {!data && error && (
        <ErrorPanel
          title={t('fleet.error')}
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
      )}
      {!data && !error && (
        <div role="status" aria-label={t('fleet.loading')}>
          <Skeleton variant="rounded" height={180} sx={{ mb: 1.5 }} />
          <Skeleton variant="rounded" height={180} />
        </div>
      )}
    </div>
  );
};
