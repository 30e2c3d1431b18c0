import { InputError } from '@backstage/errors';
import type { OperationRequestBody } from '@sluice/plugin-pipelines-common';
import type {
  OperationRequest,
  ResetPosition,
} from '@sluice/plugin-pipelines-node';

type Field = Exclude<keyof OperationRequestBody, 'sourceId' | 'kind'>;

/** Which fields each kind has; those with a question mark may be left out. */
const FIELDS: Record<OperationRequestBody['kind'], `${Field}${'?' | ''}`[]> = {
  'reset-offsets': ['group', 'to', 'topics?'],
  'replay-dead-letters': [
    'topic',
    'into',
    'maxMessages',
    'perSecond',
    'again?',
  ],
  'pause-connector': ['connector'],
  'resume-connector': ['connector'],
};

/**
 * What is asked for, with the fields of its kind and no others.
 *
 * @throws InputError that names the field
 * @internal
 */
export function readRequest(body: OperationRequestBody): OperationRequest {
  const { kind, sourceId, ...given } = body;
  const known = FIELDS[kind].map(field => field.replace('?', ''));
  const strange = Object.keys(given).find(field => !known.includes(field));
  if (strange)
    throw new InputError(`body.${strange}: ${kind} has no such field`);
  const missing = FIELDS[kind].find(
    field => !field.endsWith('?') && given[field as Field] === undefined,
  );
  if (missing) throw new InputError(`body.${missing}: ${kind} needs it`);
  switch (kind) {
    case 'reset-offsets':
      return {
        kind,
        group: given.group!,
        ...(given.topics && { topics: [...new Set(given.topics)].sort() }),
        to: positionOf(given.to!),
      };
    case 'replay-dead-letters':
      if (given.topic === given.into) {
        throw new InputError('body.into: it is the dead-letter topic itself');
      }
      return {
        kind,
        topic: given.topic!,
        into: given.into!,
        maxMessages: given.maxMessages!,
        perSecond: given.perSecond!,
        ...(given.again && { again: true }),
      };
    default:
      return { kind, connector: given.connector! };
  }
}

function positionOf({
  at,
  offset,
  time,
}: NonNullable<OperationRequestBody['to']>): ResetPosition {
  if ((time !== undefined) !== (at === 'time')) {
    throw new InputError(
      at === 'time'
        ? 'body.to.time: it is missing'
        : `body.to.time: ${at} has no time`,
    );
  }
  if ((offset !== undefined) !== (at === 'offset')) {
    throw new InputError(
      at === 'offset'
        ? 'body.to.offset: it is missing'
        : `body.to.offset: ${at} has no offset`,
    );
  }
  if (at === 'time') return { at, time: new Date(time!).toISOString() };
  if (at === 'offset') return { at, offset: offset! };
  return { at };
}
