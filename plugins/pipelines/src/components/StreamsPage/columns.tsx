import type { GridColDef } from '@mui/x-data-grid';
import type { ConsumerGroup } from '@sluice/plugin-pipelines-common';
import { formatMessages, formatRate, timeBehind } from '../../streams/lagWords';
import type { GroupTrend } from '../../streams/groupTrend';
import type { StreamsOrderBy } from '../../streams/streamsView';
import {
  GroupCell,
  HealthCell,
  MembersCell,
  PipelineCell,
  ReasonCell,
} from './cells';
import { LagCell, LagTrend } from './LagTrend';
import { TimeBehindText } from './TimeBehindText';

/** The columns of the table of groups. @internal */
export type StreamColumn =
  | 'group'
  | 'status'
  | 'reason'
  | 'seconds'
  | 'lag'
  | 'trend'
  | 'rate'
  | 'members'
  | 'pipeline';

/** A group, and how it got where it is, once that is known. @internal */
export type StreamRow = ConsumerGroup & { trend?: GroupTrend };

const SORTABLE: readonly string[] = [
  'group',
  'status',
  'seconds',
  'lag',
] satisfies StreamsOrderBy[];

/**
 * The columns of the table of groups.
 *
 * @param options - `header`: the title of a column in the reader's language
 * @internal
 */
export function streamColumns(options: {
  header: (column: StreamColumn) => string;
  isWide: boolean;
  onOpen: (groupId: number) => void;
}): GridColDef<StreamRow>[] {
  const { header, isWide, onOpen } = options;
  const column = (
    field: StreamColumn,
    rest: Partial<GridColDef<StreamRow>>,
  ): GridColDef<StreamRow> => ({
    field,
    headerName: header(field),
    sortable: SORTABLE.includes(field),
    ...rest,
  });
  const figure = { align: 'right', headerAlign: 'right' } as const;
  return [
    column('group', {
      flex: 1.1,
      minWidth: isWide ? 220 : 176,
      renderCell: ({ row }) => <GroupCell group={row} onOpen={onOpen} />,
    }),
    column('status', {
      width: isWide ? 156 : 128,
      renderCell: ({ row }) => <HealthCell group={row} />,
    }),
    column('reason', {
      flex: 1.6,
      minWidth: 130,
      renderCell: ({ row }) => <ReasonCell reason={row.reason} />,
    }),
    column('seconds', {
      ...figure,
      width: isWide ? 140 : 126,
      renderCell: ({ row }) => (
        <TimeBehindText
          time={timeBehind(row)}
          unknownPartitions={row.unknownPartitions}
        />
      ),
    }),
    column('lag', {
      ...figure,
      width: 96,
      renderCell: ({ row }) =>
        isWide ? (
          formatMessages(row.lag)
        ) : (
          <LagCell group={row} trend={row.trend} />
        ),
    }),
    column('trend', {
      width: 120,
      renderCell: ({ row }) => <LagTrend trend={row.trend} width={104} />,
    }),
    column('rate', {
      ...figure,
      width: 132,
      renderCell: ({ row }) =>
        `${formatRate(row.inPerSecond)} / ${formatRate(row.outPerSecond)}`,
    }),
    column('members', {
      ...figure,
      width: 78,
      renderCell: ({ row }) => <MembersCell group={row} />,
    }),
    column('pipeline', {
      width: isWide ? 190 : 124,
      renderCell: ({ row }) => <PipelineCell group={row} />,
    }),
  ];
}
