import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { StatusChip, useStatusReason } from '@sluice/plugin-pipelines-react';
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
  const reason = useStatusReason()(statusReason);
  return (
    <TwoLines
      title={reason}
      first={<StatusChip status={{ kind: 'fleet', state: status }} />}
      second={reason}
    />
  );
};
