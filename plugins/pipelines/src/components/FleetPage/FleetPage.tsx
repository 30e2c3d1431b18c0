import { useMemo } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { sourceReadPermission } from '@sluice/plugin-pipelines-common';
import { ErrorPanel } from '@sluice/plugin-pipelines-react';
import { isFiltered, NO_FILTERS, toFleetQuery } from '../../fleet/fleetView';
import { useFleetSummary } from '../../hooks/useFleet';
import { useFleetCsv } from '../../hooks/useFleetCsv';
import { useFleetLink } from '../../hooks/useFleetLink';
import { useFleetPaging } from '../../hooks/useFleetPaging';
import { useFleetView } from '../../hooks/useFleetView';
import { sourcesRouteRef } from '../../routes';
import { pipelinesTranslationRef } from '../../translation';
import { FleetFacets } from '../FleetFacets';
import { FleetKpis } from '../FleetKpis';
import { PageFrame } from '../PageFrame';
import { SavedViews } from '../SavedViews';
import { CsvButton } from './CsvButton';
import { FleetFreshness } from './FleetFreshness';
import { FleetTableView } from './FleetTableView';
import { FleetWallView } from './FleetWallView';
import { ModeSwitch } from './ModeSwitch';
import { NoPipelines } from './NoPipelines';

/**
 * Which pipelines need someone now? A table, or a wall of one square a pipeline; the view is in the link.
 *
 * @internal
 */
export const FleetPage = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [view, change] = useFleetView();
  const query = useMemo(() => toFleetQuery(view), [view]);
  const summary = useFleetSummary();
  const fleet = useFleetPaging(query);
  const csv = useFleetCsv();
  const links = useKpiLinks();
  const clearFilters = () => change({ text: '', filters: NO_FILTERS });
  const isEmpty = fleet.data?.totalItems === 0 && !isFiltered(view);
  const failed = fleet.error ?? summary.error;

  return (
    <PageFrame
      fill
      title={t('fleet.title')}
      note={
        <FleetFreshness
          summary={summary.data}
          updatedAt={fleet.data?.updatedAt ?? summary.data?.updatedAt}
          // With nothing to show the error has a panel of its own.
          error={fleet.data ? failed ?? undefined : undefined}
        />
      }
      actions={
        <>
          <ModeSwitch mode={view.mode} onMode={mode => change({ mode })} />
          <CsvButton
            isBusy={csv.isPending}
            isDisabled={!fleet.data?.totalItems}
            onClick={() => csv.mutate(query)}
          />
          <SavedViews view={view} onView={change} />
        </>
      }
    >
      <FleetKpis summary={summary.data} links={links} />
      {csv.error && (
        <ErrorPanel
          title={t('fleet.csv.error')}
          error={csv.error}
          onRetry={() => csv.mutate(query)}
          isRetrying={csv.isPending}
        />
      )}
      {isEmpty ? (
        <NoPipelines />
      ) : (
        <div style={{ flex: 1, minHeight: 0, display: 'flex', gap: 16 }}>
          <FleetFacets
            view={view}
            facets={fleet.data?.facets}
            onChange={change}
          />
          {view.mode === 'wall' ? (
            <FleetWallView
              view={view}
              onTable={() => change({ mode: 'table' })}
              onClearFilters={clearFilters}
            />
          ) : (
            <FleetTableView
              view={view}
              fleet={fleet}
              onView={change}
              onClearFilters={clearFilters}
            />
          )}
        </div>
      )}
    </PageFrame>
  );
};

/** Links from the figures to the rows behind them, and to the sources where the reader may see them. */
function useKpiLinks() {
  const fleetLink = useFleetLink();
  const sourcesRoute = useRouteRef(sourcesRouteRef);
  const { allowed } = usePermission({ permission: sourceReadPermission });
  return {
    needsYou: fleetLink({ status: ['failed', 'late', 'unknown'] }),
    running: fleetLink({ status: ['running'] }),
    sources: allowed ? sourcesRoute() : undefined,
  };
}
