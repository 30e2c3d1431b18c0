import type { OperationRequest } from '@sluice/plugin-pipelines-node';

/** What an operation does, in a line. Plain text of at most 255 characters. @internal */
export function titleOf(request: OperationRequest): string {
  return shortened(lineOf(request));
}

function lineOf(request: OperationRequest): string {
  switch (request.kind) {
    case 'reset-offsets': {
      const { group, to } = request;
      const where = {
        earliest: () => 'the earliest messages',
        latest: () => 'the end of the log',
        time: () => (to.at === 'time' ? to.time : ''),
        offset: () => (to.at === 'offset' ? `offset ${to.offset}` : ''),
      }[to.at]();
      return `Reset the offsets of ${group} to ${where}`;
    }
    case 'replay-dead-letters':
      return `Replay up to ${request.maxMessages} dead letters of ${request.topic} into ${request.into}`;
    case 'pause-connector':
      return `Pause the connector ${request.connector}`;
    default:
      return `Resume the connector ${request.connector}`;
  }
}

function shortened(line: string): string {
  return line.length > 255 ? `${line.slice(0, 254)}…` : line;
}
