import type { JsonObject, JsonValue } from '@backstage/types';

/** What was handed over of a subject last: its newest version, and what messages call that. @internal */
export type KnownSubject = [version: number, schemaId: number];

/** Where a sweep goes on. @internal */
export type RegistryCursor = {
  known: Map<string, KnownSubject>;
  /** The subject that was looked at last by a sweep that was cut off. */
  after?: string;
};

/** @returns an empty one for anything that {@link writeCursor} didn't write @internal */
export function readCursor(value: JsonValue | undefined): RegistryCursor {
  const cursor = value as JsonObject | null | undefined;
  const known = new Map<string, KnownSubject>();
  if (!cursor || typeof cursor !== 'object' || Array.isArray(cursor)) {
    return { known };
  }
  for (const [subject, entry] of Object.entries(
    (cursor.known ?? {}) as JsonObject,
  )) {
    if (Array.isArray(entry) && entry.length === 2) {
      known.set(subject, entry as KnownSubject);
    }
  }
  return {
    known,
    ...(typeof cursor.after === 'string' && { after: cursor.after }),
  };
}

/** @internal */
export function writeCursor({ after, known }: RegistryCursor): JsonObject {
  return {
    known: Object.fromEntries(known),
    ...(after !== undefined && { after }),
  };
}
