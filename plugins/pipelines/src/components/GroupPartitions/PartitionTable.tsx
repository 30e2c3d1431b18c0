import { useMemo } from 'react';
import { styled } from '@mui/material/styles';
import { DataGrid, gridClasses } from '@mui/x-data-grid';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PartitionLag } from '@sluice/plugin-pipelines-common';
import { streamsTranslationRef } from '../../translation';
import { partitionColumns } from './partitionColumns';

const Surface = styled('div')(({ theme }) => ({
  minWidth: 0,
  borderRadius: '0 0 10px 10px',
  overflow: 'hidden',
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
}));

/** More rows than these scroll in a window of their own. */
const ROWS_SHOWN = 12;
const ROW_HEIGHT = 32;
/** More than a page of the free grid has pages. */
const PAGE_ROWS = 100;

/** The partitions of a group, the worst first; of a thousand only those in sight are drawn. @internal */
export const PartitionTable = (props: {
  partitions: readonly PartitionLag[];
  isCompact?: boolean;
}) => {
  const { isCompact = false, partitions } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const hasTopics = partitions.some(
    ({ topic }) => topic !== partitions[0].topic,
  );
  const columns = useMemo(
    () =>
      partitionColumns({
        header: name => t(`streams.partition.${name}`),
        isCompact,
        hasTopics,
      }),
    [t, isCompact, hasTopics],
  );
  const hasPages = partitions.length > PAGE_ROWS;
  const rows = Math.min(partitions.length, ROWS_SHOWN);
  return (
    <Surface style={{ height: 38 + rows * ROW_HEIGHT + (hasPages ? 54 : 2) }}>
      <DataGrid
        label={t('streams.partition.table')}
        rows={partitions}
        columns={columns}
        getRowId={({ partition, topic }) => `${topic}/${partition}`}
        rowHeight={ROW_HEIGHT}
        columnHeaderHeight={34}
        disableRowSelectionOnClick
        disableColumnFilter
        disableColumnMenu
        hideFooter={!hasPages}
        pageSizeOptions={[PAGE_ROWS]}
        initialState={{
          pagination: { paginationModel: { pageSize: PAGE_ROWS } },
          sorting: { sortModel: [{ field: 'seconds', sort: 'desc' }] },
        }}
      />
    </Surface>
  );
};
