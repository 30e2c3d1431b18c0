import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ErrorPanel } from '@sluice/plugin-pipelines-react';
import type { FleetView } from '../../fleet/fleetView';
import type { useFleetPaging } from '../../hooks/useFleetPaging';
import { useTablePreferences } from '../../hooks/useTablePreferences';
import { pipelinesTranslationRef } from '../../translation';
import { FleetTable } from '../FleetTable';

/**
 * The fleet table with what was answered, or why nothing was.
 *
 * @internal
 */
export const FleetTableView = (props: {
  view: FleetView;
  fleet: ReturnType<typeof useFleetPaging>;
  onView: (changes: Partial<FleetView>) => void;
  onClearFilters: () => void;
}) => {
  const { view, fleet, onView, onClearFilters } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { columns, setColumns, density, setDensity } = useTablePreferences();
  if (fleet.error && !fleet.data) {
    return (
      <div style={{ flex: 1 }}>
        <ErrorPanel
          title={t('fleet.error')}
          error={fleet.error}
          onRetry={() => fleet.refetch()}
          isRetrying={fleet.isFetching}
        />
      </div>
    );
  }
  return (
    <FleetTable
      rows={fleet.data?.items ?? []}
      totalItems={fleet.data?.totalItems ?? 0}
      page={fleet.page}
      view={view}
      isLoading={fleet.isPending}
      isUpdating={fleet.isPlaceholderData}
      columns={columns}
      density={density}
      onPage={fleet.setPage}
      onView={onView}
      onColumns={setColumns}
      onDensity={setDensity}
      onClearFilters={onClearFilters}
    />
  );
};
