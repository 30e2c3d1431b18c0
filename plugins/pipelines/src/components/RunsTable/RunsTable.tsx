import { useMemo } from 'react';
import { styled } from '@mui/material/styles';
import { DataGrid } from '@mui/x-data-grid';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@sluice/plugin-pipelines-common';
import { EmptyState } from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { RUN_PAGE_SIZES, type RunsView } from '../RunsPage/runsView';
import { runColumns } from './columns';

const Surface = styled('div')(({ theme }) => ({
  minWidth: 0,
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 10,
  overflow: 'hidden',
  backgroundColor: theme.palette.background.paper,
  '& .MuiDataGrid-root': {
    border: 0,
    fontSize: 12.5,
    fontVariantNumeric: 'tabular-nums',
    '--DataGrid-t-color-border-base': theme.palette.divider,
    '--DataGrid-rowBorderColor': theme.palette.divider,
    '--DataGrid-t-header-background-base': theme.palette.background.paper,
    '--DataGrid-t-color-background-base': theme.palette.background.paper,
  },
  '& .MuiDataGrid-columnHeaderTitle': {
    fontSize: 11,
    fontWeight: 600,
    color: theme.palette.text.secondary,
  },
  '& .MuiDataGrid-row': { cursor: 'pointer' },
  '& .MuiDataGrid-cell, & .MuiDataGrid-columnHeader': { padding: '0 8px' },
  '& .MuiDataGrid-cell': { display: 'flex', alignItems: 'center' },
  '& .MuiDataGrid-cell--textRight': { justifyContent: 'flex-end' },
}));

/** A page of runs, newest first. A row leads to its details. @internal */
export const RunsTable = (props: {
  runs: readonly Run[];
  totalItems: number;
  page: number;
  pageSize: RunsView['pageSize'];
  targetSeconds: number;
  isLoading: boolean;
  isUpdating: boolean;
  isFiltered: boolean;
  onPage: (page: number) => void;
  onPageSize: (pageSize: RunsView['pageSize']) => void;
  onOpen: (runId: string) => void;
  onClearFilters: () => void;
}) => {
  const { page, pageSize, targetSeconds, isFiltered, onOpen } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const columns = useMemo(
    () =>
      runColumns({
        targetSeconds,
        header: column => t(`runs.column.${column}`),
        onOpen,
      }),
    [targetSeconds, t, onOpen],
  );
  return (
    <Surface>
      <DataGrid
        label={t('runs.table')}
        rows={props.runs}
        columns={columns}
        loading={props.isLoading || props.isUpdating}
        autoHeight={props.runs.length > 0}
        rowHeight={36}
        columnHeaderHeight={34}
        disableRowSelectionOnClick
        disableColumnFilter
        disableColumnMenu
        disableColumnSorting
        paginationMode="server"
        rowCount={props.totalItems}
        paginationModel={{ page, pageSize }}
        pageSizeOptions={[...RUN_PAGE_SIZES]}
        onPaginationModelChange={model => {
          if (model.pageSize !== pageSize) {
            props.onPageSize(model.pageSize as RunsView['pageSize']);
          } else {
            props.onPage(model.page);
          }
        }}
        onRowClick={({ row }) => onOpen(row.id)}
        slots={{ noRowsOverlay: NoRuns }}
        slotProps={{
          noRowsOverlay: {
            isFiltered,
            onClearFilters: props.onClearFilters,
          } as object,
          loadingOverlay: {
            variant: 'linear-progress',
            noRowsVariant: 'skeleton',
          },
        }}
        sx={{ minHeight: 240 }}
      />
    </Surface>
  );
};

const NoRuns = (props: {
  isFiltered?: boolean;
  onClearFilters?: () => void;
}) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return props.isFiltered ? (
    <EmptyState
      title={t('runs.empty.filtered')}
      description={t('runs.empty.filteredDescription')}
      action={
        <TextButton onClick={props.onClearFilters}>
          {t('runs.filter.clear')}
        </TextButton>
      }
    />
  ) : (
    <EmptyState
      title={t('runs.empty.title')}
      description={t('runs.empty.description')}
    />
  );
};
