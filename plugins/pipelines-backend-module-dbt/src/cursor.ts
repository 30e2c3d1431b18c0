import type { JsonValue } from '@backstage/types';
import { z } from 'zod';
import type { UnfinishedRun } from './selectionRun';

const cursorSchema = z.object({
  /** By external id of the selection. */
  selections: z
    .record(
      z.string(),
      z.object({
        invocation: z.string(),
        generatedAt: z.string(),
        unfinished: z
          .object({
            place: z.object({
              runAfter: z.string(),
              dataIntervalStart: z.string().optional(),
              dataIntervalEnd: z.string().optional(),
            }),
            undone: z.array(z.string()),
          })
          .optional(),
      }),
    )
    .default({}),
  sources: z.string().optional(),
  freshness: z.record(z.string(), z.string()).default({}),
});

/** How far one selection was read. @internal */
export type SelectionMark = {
  /** The key of the last invocation that was delivered. */
  invocation: string;
  /** ISO 8601 in UTC. */
  generatedAt: string;
  unfinished?: UnfinishedRun;
};

/**
 * Where a source stands: what it saves with each batch. By selection, so that one that is declared later gets the last invocation too.
 *
 * @internal
 */
export type DbtCursor = {
  selections: Record<string, SelectionMark>;
  /** The key of the last invocation of `dbt source freshness` that was delivered, of sources … */
  sources?: string;
  /** … and of selections, by their external id. */
  freshness: Record<string, string>;
};

/**
 * Reads a saved cursor. One that makes no sense counts as none: delivering an invocation twice changes nothing.
 *
 * @internal
 */
export function readCursor(saved: JsonValue | undefined): DbtCursor {
  return (
    cursorSchema.safeParse(saved ?? {}).data ?? {
      selections: {},
      freshness: {},
    }
  );
}

/** @internal */
export function writeCursor(cursor: DbtCursor): JsonValue {
  // Through JSON, so that fields without a value are left out as they are in the database.
  return JSON.parse(JSON.stringify(cursor)) as JsonValue;
}
