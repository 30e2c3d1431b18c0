import { InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import { iso } from './time';

/** How far a source has delivered. Milliseconds since 1970. @internal */
export type Progress = {
  /** When the demo was first started: the moment that the stories are told from. */
  startedAt: number;
  /** Everything up to here is delivered. */
  through: number;
};

/** A cursor to be saved. @internal */
export function writeCursor(progress: Progress): JsonValue {
  return {
    startedAt: iso(progress.startedAt),
    through: iso(progress.through),
  };
}

/**
 * Reads a cursor that was saved.
 *
 * @throws InputError if it isn't one of ours. Going on without it would tell another history of the same runs.
 * @internal
 */
export function readCursor(cursor: JsonValue): Progress {
  const { startedAt, through } = (cursor ?? {}) as Record<string, unknown>;
  const progress = {
    startedAt: Date.parse(String(startedAt)),
    through: Date.parse(String(through)),
  };
  if (Number.isNaN(progress.startedAt) || Number.isNaN(progress.through)) {
    throw new InputError(
      `The demo's saved progress can't be read: ${JSON.stringify(
        cursor,
      )}. Delete the demo database to let it start over`,
    );
  }
  return progress;
}
