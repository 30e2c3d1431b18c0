import type { JsonValue } from '@backstage/types';
import { z } from 'zod';
import type { Spent } from './client/allowance';

const cursorSchema = z.object({
  spent: z
    .object({
      day: z.string(),
      statements: z.number(),
      seconds: z.number(),
      paidUntil: z.number(),
    })
    .optional(),
  loadsTo: z.iso.datetime().optional(),
  costsTo: z.iso.datetime().optional(),
});

/** Where a source stands: what it saves with each batch. @internal */
export type SnowflakeCursor = {
  /** So that a restart doesn't give the day's warehouse time anew. */
  spent?: Spent;
  /** To here loads were counted, ISO 8601 in UTC. */
  loadsTo?: string;
  /** To here costs were read. */
  costsTo?: string;
};

/** Reads a saved cursor. One that makes no sense counts as none: reading twice changes nothing. @internal */
export function readCursor(saved: JsonValue | undefined): SnowflakeCursor {
  return cursorSchema.safeParse(saved ?? {}).data ?? {};
}

/** @internal */
export function writeCursor(cursor: SnowflakeCursor): JsonValue {
  // Through JSON, so that fields without a value are left out as they are in the database.
  return JSON.parse(JSON.stringify(cursor)) as JsonValue;
}
