import { useMemo } from 'react';
import { styled } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { DataGrid, gridClasses } from '@mui/x-data-grid';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ConsumerGroup } from '@sluice/plugin-pipelines-common';
import { EmptyState } from '@sluice/plugin-pipelines-react';
import type { GroupTrend } from '../../streams/groupTrend';
import {
  GROUP_PAGE_SIZES,
  type StreamsOrderBy,
  type StreamsView,
} from '../../streams/streamsView';
import { streamsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { streamColumns, type StreamRow } from './columns';

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
  [`& .${gridClasses.row}`]: { cursor: 'pointer' },
  [`& .${gridClasses.cell}`]: { display: 'flex', alignItems: 'center' },
  [`& .${gridClasses['cell--textRight']}`]: { justifyContent: 'flex-end' },
  [`& .${gridClasses.columnSeparator}`]: { opacity: 0 },
}));

/** Consumer groups as a dense table: sorted, filtered and paged by the backend. @internal */
export const StreamTable = (props: {
  groups: readonly ConsumerGroup[];
  /** How each group came where it is; groups may be missing. */
  trends: ReadonlyMap<number, GroupTrend> | undefined;
  totalItems: number;
  page: number;
  view: StreamsView;
  isLoading: boolean;
  isUpdating: boolean;
  isFiltered: boolean;
  onPage: (page: number) => void;
  onView: (changes: Partial<StreamsView>) => void;
  onClearFilters: () => void;
}) => {
  const { groups, onView, page, trends, view } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const isWide = useMediaQuery('(min-width: 1500px)');
  const columns = useMemo(
    () =>
      streamColumns({
        header: column => t(`streams.column.${column}`),
        isWide,
        onOpen: groupId => onView({ groupId }),
      }),
    [t, isWide, onView],
  );
  const rows = useMemo<StreamRow[]>(
    () => groups.map(group => ({ ...group, trend: trends?.get(group.id) })),
    [groups, trends],
  );
  return (
    <Surface>
      <DataGrid
        label={t('streams.table')}
        rows={rows}
        columns={columns}
        loading={props.isLoading || props.isUpdating}
        rowHeight={46}
        columnHeaderHeight={36}
        disableRowSelectionOnClick
        disableColumnFilter
        disableColumnMenu
        filterMode="server"
        paginationMode="server"
        rowCount={props.totalItems}
        paginationModel={{ page, pageSize: view.pageSize }}
        pageSizeOptions={[...GROUP_PAGE_SIZES]}
        onPaginationModelChange={model => {
          if (model.pageSize !== view.pageSize) {
            onView({ pageSize: model.pageSize as StreamsView['pageSize'] });
          } else {
            props.onPage(model.page);
          }
        }}
        // Where there is no room for them, rates stand in the details, and the line below the messages.
        columnVisibilityModel={{ rate: isWide, trend: isWide }}
        sortingMode="server"
        sortingOrder={['desc', 'asc']}
        sortModel={[{ field: view.orderBy, sort: view.order }]}
        onSortModelChange={([model]) =>
          model?.sort &&
          onView({ orderBy: model.field as StreamsOrderBy, order: model.sort })
        }
        onRowClick={({ row }) => onView({ groupId: row.id })}
        slots={{ noRowsOverlay: NoGroups }}
        slotProps={{
          noRowsOverlay: {
            isFiltered: props.isFiltered,
            onClearFilters: props.onClearFilters,
          } as object,
          loadingOverlay: {
            variant: 'linear-progress',
            noRowsVariant: 'skeleton',
          },
        }}
      />
    </Surface>
  );
};

const NoGroups = (props: {
  isFiltered?: boolean;
  onClearFilters?: () => void;
}) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  return props.isFiltered ? (
    <EmptyState
      title={t('streams.empty.filtered')}
      description={t('streams.empty.filteredHint')}
      action={
        <TextButton onClick={props.onClearFilters}>
          {t('streams.filter.clear')}
        </TextButton>
      }
    />
  ) : (
    <EmptyState
      title={t('streams.empty.title')}
      description={t('streams.empty.hint')}
    />
  );
};
