import { useMemo } from 'react';
import { styled } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import {
  DataGrid,
  gridClasses,
  type GridColumnVisibilityModel,
  type GridDensity,
  type GridSortModel,
} from '@mui/x-data-grid';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { isOfStreams, PAGE_SIZES, type FleetView } from '../../fleet/fleetView';
import { pipelinesTranslationRef } from '../../translation';
import {
  defaultColumns,
  fleetColumns,
  type FleetColumn,
  type TableRoom,
} from './columns';
import { FleetTableFooter } from './FleetTableFooter';
import { NoMatch } from './NoMatch';
import { toSortModel, toSortView } from './sorting';

/**
 * What {@link FleetTable} shows.
 *
 * @internal
 */
export type FleetTableProps = {
  rows: readonly FleetRow[];
  totalItems: number;
  page: number;
  view: FleetView;
  /** Nothing was answered yet: rows are drawn as skeletons. */
  isLoading: boolean;
  /** Another page, order or filter is on its way; the last rows stay. */
  isUpdating: boolean;
  /** The reader's own choice of columns, over the default one. */
  columns: GridColumnVisibilityModel;
  density: GridDensity;
  onPage: (page: number) => void;
  onView: (changes: Partial<FleetView>) => void;
  onColumns: (columns: GridColumnVisibilityModel) => void;
  onDensity: (density: GridDensity) => void;
  onClearFilters: () => void;
};

const Surface = styled('div')(({ theme }) => ({
  flex: 1,
  minWidth: 0,
  minHeight: 360,
  display: 'flex',
  flexDirection: 'column',
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 10,
  overflow: 'hidden',
  backgroundColor: theme.palette.background.paper,
  // Backstage prefixes MUI's class names, so they are taken from the grid and not written out.
  [`& .${gridClasses.root}`]: {
    border: 0,
    fontSize: 12.5,
    fontVariantNumeric: 'tabular-nums',
    '--DataGrid-t-color-border-base': theme.palette.divider,
    '--DataGrid-t-header-background-base': theme.palette.background.paper,
    '--DataGrid-t-color-background-base': theme.palette.background.paper,
  },
  [`& .${gridClasses.columnHeaderTitle}`]: {
    fontSize: 11,
    fontWeight: 600,
    color: theme.palette.text.secondary,
  },
  [`& .${gridClasses.columnHeader}, & .${gridClasses.cell}`]: {
    padding: '0 8px',
  },
  [`& .${gridClasses.cell}`]: { display: 'flex', alignItems: 'center' },
  [`& .${gridClasses['cell--textRight']}`]: { justifyContent: 'flex-end' },
  [`& .${gridClasses.columnSeparator}`]: { opacity: 0 },
  [`& .${gridClasses.columnHeaders}:hover .${gridClasses.columnSeparator}`]: {
    opacity: 1,
  },
}));

const ROW_HEIGHT = 44;
const HEADER_HEIGHT = 36;

/**
 * The fleet as a dense table: sorted, filtered and paged by the backend, a row a pipeline.
 *
 * @internal
 */
export const FleetTable = (props: FleetTableProps) => {
  const { rows, totalItems, page, view, onPage, onView } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const isWide = useMediaQuery('(min-width: 1500px)');
  const isAmple = useMediaQuery('(min-width: 1850px)');
  const room = roomOf(isWide, isAmple);
  const columns = useMemo(
    () => fleetColumns(column => t(`fleet.column.${column}`), isWide),
    [t, isWide],
  );
  const sortModel: GridSortModel = useMemo(() => toSortModel(view), [view]);
  const sortedBy = view.orderBy === 'status' ? undefined : sortModel[0]?.field;

  return (
    <Surface>
      <DataGrid
        label={t('fleet.table.label')}
        rows={rows}
        columns={columns}
        getRowId={row => row.entityRef}
        loading={props.isLoading || props.isUpdating}
        rowHeight={ROW_HEIGHT}
        columnHeaderHeight={HEADER_HEIGHT}
        disableRowSelectionOnClick
        disableColumnFilter
        disableColumnMenu
        filterMode="server"
        paginationMode="server"
        rowCount={totalItems}
        paginationModel={{ page, pageSize: view.pageSize }}
        pageSizeOptions={[...PAGE_SIZES]}
        onPaginationModelChange={model => {
          if (model.pageSize !== view.pageSize) {
            onView({ pageSize: model.pageSize as FleetView['pageSize'] });
          } else {
            onPage(model.page);
          }
        }}
        sortingMode="server"
        sortModel={sortModel}
        onSortModelChange={model => onView(toSortView(model))}
        columnVisibilityModel={{
          ...defaultColumns(room, isOfStreams(view)),
          ...props.columns,
        }}
        onColumnVisibilityModelChange={props.onColumns}
        density={props.density}
        localeText={{ paginationRowsPerPage: t('fleet.table.rowsPerPage') }}
        slots={{ footer: FleetTableFooter, noRowsOverlay: NoMatch }}
        slotProps={{
          footer: {
            density: props.density,
            onDensity: props.onDensity,
            order: sortedBy
              ? t('fleet.table.sortedBy', {
                  column: t(`fleet.column.${sortedBy as FleetColumn}`),
                })
              : t('fleet.table.sortedByNeed'),
          },
          noRowsOverlay: { onClearFilters: props.onClearFilters },
          loadingOverlay: {
            variant: 'linear-progress',
            noRowsVariant: 'skeleton',
          },
        }}
      />
    </Surface>
  );
};

function roomOf(isWide: boolean, isAmple: boolean): TableRoom {
  if (isAmple) return 'ample';
  return isWide ? 'wide' : 'narrow';
}
