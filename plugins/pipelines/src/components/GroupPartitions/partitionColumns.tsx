import type { GridColDef } from '@mui/x-data-grid';
import {
  LAG_STATUSES,
  type PartitionLag,
} from '@sluice/plugin-pipelines-common';
import { StatusChip } from '@sluice/plugin-pipelines-react';
import {
  formatMessages,
  formatRate,
  timeBehindOf,
} from '../../streams/lagWords';
import { TimeBehindText } from '../StreamsPage/TimeBehindText';

/** The columns of the table of partitions. @internal */
export type PartitionColumn =
  | 'topic'
  | 'partition'
  | 'status'
  | 'seconds'
  | 'lag'
  | 'committed'
  | 'end'
  | 'rate'
  | 'member'
  | 'reason';

const Clipped = (props: { text: string | undefined }) => (
  <span
    title={props.text}
    style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}
  >
    {props.text ?? '—'}
  </span>
);

/**
 * The columns of the table of partitions.
 *
 * @param options - `header`: the title of a column in the reader's language; `isCompact`: only what fits a drawer
 * @internal
 */
export function partitionColumns(options: {
  header: (column: PartitionColumn) => string;
  isCompact: boolean;
  hasTopics: boolean;
}): GridColDef<PartitionLag>[] {
  const { hasTopics, header, isCompact } = options;
  const figure = { align: 'right', headerAlign: 'right' } as const;
  const column = (
    field: PartitionColumn,
    rest: Partial<GridColDef<PartitionLag>>,
  ): GridColDef<PartitionLag> => ({
    field,
    headerName: header(field),
    ...rest,
  });
  const roomy = (...columns: GridColDef<PartitionLag>[]) =>
    isCompact ? [] : columns;
  return [
    ...(hasTopics
      ? [
          column('topic', {
            width: 150,
            renderCell: ({ row }) => <Clipped text={row.topic} />,
          }),
        ]
      : []),
    column('partition', { ...figure, width: 84 }),
    column('status', {
      width: 122,
      valueGetter: (_, row) => LAG_STATUSES.indexOf(row.status),
      renderCell: ({ row }) => (
        <StatusChip
          status={{ kind: 'lag', state: row.status }}
          reason={row.reason}
        />
      ),
    }),
    column('seconds', {
      ...figure,
      width: 124,
      valueGetter: (_, row) => row.seconds ?? row.atLeastSeconds ?? -1,
      renderCell: ({ row }) => <TimeBehindText time={timeBehindOf(row)} />,
    }),
    column('lag', {
      ...figure,
      width: 96,
      valueGetter: (_, row) => row.lag ?? -1,
      renderCell: ({ row }) => formatMessages(row.lag),
    }),
    ...roomy(
      column('committed', {
        ...figure,
        width: 124,
        renderCell: ({ row }) => formatMessages(row.committed),
      }),
      column('end', {
        ...figure,
        width: 124,
        renderCell: ({ row }) => formatMessages(row.end),
      }),
      column('rate', {
        ...figure,
        width: 116,
        valueGetter: (_, row) => row.inPerSecond ?? -1,
        renderCell: ({ row }) =>
          `${formatRate(row.inPerSecond)} / ${formatRate(row.outPerSecond)}`,
      }),
    ),
    column('member', {
      flex: 1,
      minWidth: 110,
      valueGetter: (_, row) => row.memberId ?? '',
      renderCell: ({ row }) => <Clipped text={row.memberId} />,
    }),
    ...roomy(
      column('reason', {
        flex: 1.4,
        minWidth: 150,
        renderCell: ({ row }) => <Clipped text={row.reason} />,
      }),
    ),
  ];
}
