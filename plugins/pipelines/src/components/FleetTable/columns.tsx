import type { GridColDef, GridColumnVisibilityModel } from '@mui/x-data-grid';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  RelativeTime,
  RunSpark,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import type { FleetOrderBy } from '../../fleet/fleetView';
import { BudgetBar } from '../BudgetBar';
import { EnvironmentsCell } from './EnvironmentsCell';
import { LagCell } from './LagCell';
import { LastRunCell } from './LastRunCell';
import { NameCell } from './NameCell';
import { SloCell } from './SloCell';
import { StatusCell } from './StatusCell';
import { SuccessCell } from './SuccessCell';

/** The fields of the columns, each also the key of its title. @internal */
export type FleetColumn =
  | 'name'
  | 'status'
  | 'slo'
  | 'budgetLeft'
  | 'lag'
  | 'successRate'
  | 'recentRuns'
  | 'lastRun'
  | 'duration'
  | 'nextRun'
  | 'environments'
  | 'owner'
  | 'type'
  | 'domain'
  | 'tier'
  | 'lifecycle'
  | 'system'
  | 'schedule';

/** Columns whose rows the API can sort. @internal */
export const SORTABLE: Partial<Record<FleetColumn, FleetOrderBy>> = {
  name: 'name',
  status: 'status',
  slo: 'slo',
  budgetLeft: 'budgetLeft',
  lag: 'lag',
  successRate: 'successRate',
  lastRun: 'lastRun',
  duration: 'duration',
  nextRun: 'nextRun',
  owner: 'owner',
  type: 'type',
  domain: 'domain',
  tier: 'tier',
};

/** How much room the window has for columns. @internal */
export type TableRoom = 'narrow' | 'wide' | 'ample';

/**
 * Which columns show until someone chooses: what the name's second line says anyway stays hidden, and the owner where
 * the window has no room for it.
 *
 * @param ofStreams - whether streams are what is looked at
 * @internal
 */
export function defaultColumns(
  room: TableRoom,
  ofStreams = false,
): GridColumnVisibilityModel {
  return {
    slo: room !== 'narrow',
    // A stream has no scheduled runs that could succeed, and nothing else has lag.
    lag: ofStreams || room === 'ample',
    successRate: !ofStreams,
    duration: false,
    owner: room === 'ample',
    nextRun: room === 'ample',
    type: false,
    domain: false,
    tier: false,
    lifecycle: false,
    system: false,
    schedule: false,
  };
}

const Ref = (props: { value: string | undefined }) => (
  <span title={props.value}>{props.value ? refName(props.value) : '—'}</span>
);

/**
 * The columns of the fleet table.
 *
 * @param title - the title of a column in the reader's language
 * @param isWide - whether the window has room for more than the names of what matters most
 * @internal
 */
export function fleetColumns(
  title: (column: FleetColumn) => string,
  isWide: boolean,
): GridColDef<FleetRow>[] {
  const column = (
    field: FleetColumn,
    definition: Partial<GridColDef<FleetRow>>,
  ): GridColDef<FleetRow> => ({
    field,
    headerName: title(field),
    sortable: field in SORTABLE,
    minWidth: 70,
    ...definition,
  });
  return [
    column('name', {
      flex: 1,
      minWidth: isWide ? 188 : 176,
      hideable: false,
      renderCell: ({ row, hasFocus, tabIndex }) => (
        <NameCell row={row} hasFocus={hasFocus} tabIndex={tabIndex} />
      ),
    }),
    column('status', {
      flex: 1,
      minWidth: isWide ? 160 : 146,
      renderCell: ({ row }) => <StatusCell row={row} />,
    }),
    column('slo', {
      width: 108,
      renderCell: ({ row }) => <SloCell row={row} />,
    }),
    column('budgetLeft', {
      width: isWide ? 112 : 104,
      renderCell: ({ row }) => <BudgetBar budget={row.slo} isTight />,
    }),
    column('lag', {
      width: isWide ? 138 : 100,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) => <LagCell row={row} />,
    }),
    column('successRate', {
      width: 96,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) => <SuccessCell row={row} />,
    }),
    column('recentRuns', {
      width: 122,
      renderCell: ({ row }) => <RunSpark runs={row.recentRuns} pitch={3.5} />,
    }),
    column('lastRun', {
      width: isWide ? 138 : 120,
      renderCell: ({ row }) => <LastRunCell row={row} />,
    }),
    column('duration', {
      width: 84,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) => formatDuration(row.lastRun?.durationSeconds),
    }),
    column('nextRun', {
      // Its name needs the room, the times don't.
      width: 80,
      renderCell: ({ row }) => <RelativeTime instant={row.nextRunAt} />,
    }),
    column('environments', {
      width: isWide ? 178 : 118,
      renderCell: ({ row }) => <EnvironmentsCell row={row} isShort={!isWide} />,
    }),
    column('owner', {
      width: 132,
      renderCell: ({ row }) => <Ref value={row.owner} />,
    }),
    column('type', { width: 120 }),
    column('domain', {
      width: 110,
      renderCell: ({ row }) => <Ref value={row.domain} />,
    }),
    column('tier', { width: 70, align: 'right', headerAlign: 'right' }),
    column('lifecycle', { width: 110 }),
    column('system', {
      width: 130,
      renderCell: ({ row }) => <Ref value={row.system} />,
    }),
    column('schedule', { width: 190 }),
  ];
}
