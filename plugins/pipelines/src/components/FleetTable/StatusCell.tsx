import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { StatusChip } from '@sluice/plugin-pipelines-react';
import { TwoLines } from './TwoLines';

/**
 * Where a pipeline stands, and why.
 *
 * @internal
 */
export const StatusCell = (props: {
  row: Pick<FleetRow, 'status' | 'statusReason'>;
}) => {
  const { status, statusReason } = props.row;
  return (
    <TwoLines
      title={statusReason}
      first={<StatusChip status={{ kind: 'fleet', state: status }} />}
      second={statusReason}
    />
  );
};
