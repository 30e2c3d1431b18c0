import type { GridColDef } from '@mui/x-data-grid';
import type { Run } from '@sluice/plugin-pipelines-common';
import { Instant, StatusChip } from '@sluice/plugin-pipelines-react';
import {
  DurationCell,
  RunCell,
  EndedCell,
  TypeCell,
  VersionCell,
} from './cells';

/** The columns of the table of runs. */
export type RunColumn =
  | 'state'
  | 'environment'
  | 'due'
  | 'started'
  | 'ended'
  | 'duration'
  | 'type'
  | 'version'
  | 'externalId';

/** The columns of the table of runs, none of them sortable: the API gives the newest first. @internal */
export function runColumns(options: {
  targetSeconds: number;
  header: (column: RunColumn) => string;
  onOpen: (runId: string) => void;
}): GridColDef<Run>[] {
  const { targetSeconds, header, onOpen } = options;
  const column = (
    field: RunColumn,
    rest: Omit<GridColDef<Run>, 'field' | 'headerName'>,
  ): GridColDef<Run> => ({ field, headerName: header(field), ...rest });
  return [
    column('state', {
      width: 118,
      renderCell: ({ row }) => (
        <StatusChip status={{ kind: 'run', state: row.state }} />
      ),
    }),
    column('environment', { width: 108 }),
    column('due', {
      width: 134,
      renderCell: ({ row }) => <Instant instant={row.runAfter} />,
    }),
    column('started', {
      width: 134,
      renderCell: ({ row }) => <Instant instant={row.startedAt} />,
    }),
    column('ended', {
      width: 148,
      renderCell: ({ row }) => <EndedCell run={row} />,
    }),
    column('duration', {
      width: 88,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) => (
        <DurationCell run={row} targetSeconds={targetSeconds} />
      ),
    }),
    column('type', {
      width: 90,
      renderCell: ({ row }) => <TypeCell type={row.runType} />,
    }),
    column('version', {
      width: 84,
      renderCell: ({ row }) => <VersionCell version={row.version} />,
    }),
    column('externalId', {
      flex: 1,
      minWidth: 130,
      renderCell: ({ row }) => <RunCell run={row} onOpen={onOpen} />,
    }),
  ];
}
