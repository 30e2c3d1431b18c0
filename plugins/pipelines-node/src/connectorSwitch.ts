import {
  type ConnectorSwitch,
  OperationRefusedError,
  type OperationRequest,
} from './operations';

/**
 * What is asked for, as far as Kafka Connect can do it.
 *
 * @throws OperationRefusedError if it is something that only a cluster of Kafka can do
 * @public
 */
export function connectorSwitchOf(request: OperationRequest): ConnectorSwitch {
  if (
    request.kind === 'pause-connector' ||
    request.kind === 'resume-connector'
  ) {
    return request;
  }
  throw new OperationRefusedError(
    `${request.kind} is nothing that Kafka Connect can do`,
  );
}
