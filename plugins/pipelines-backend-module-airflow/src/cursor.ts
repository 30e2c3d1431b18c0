import type { RunObservation } from '@sluice/plugin-pipelines-node';
import type { JsonValue } from '@backstage/types';
import { z } from 'zod';
import type { PagePosition } from './paging';

const position = z.union([
  z.strictObject({ keyset: z.string() }),
  z.strictObject({
    offset: z.number().int().nonnegative(),
    after: z.string().optional(),
  }),
]);

const instant = z.iso.datetime({ offset: true });

const cursorSchema = z.object({
  /** The server's clock at the start of the last sweep that reached its end. */
  watermark: instant.optional(),
  /** A sweep that was interrupted, and where it goes on. */
  sweep: z
    .object({
      since: instant,
      startedAt: instant,
      /** Positions mean nothing to another API. */
      major: z.union([z.literal(2), z.literal(3)]),
      position,
    })
    .optional(),
  /** Runs that weren't finished when last seen. */
  inFlight: z
    .array(
      z.looseObject({
        pipelineExternalId: z.string(),
        externalId: z.string(),
        runAfter: z.string(),
        runType: z.string(),
      }),
    )
    .default([]),
  /** Runs that couldn't be told as runs, for people to see for a day. */
  skipped: z
    .array(
      z.object({
        title: z.string(),
        reason: z.string(),
        pipeline: z.string().optional(),
        at: instant,
      }),
    )
    .default([]),
});

/** A run that couldn't be told as a run. @internal */
export type SkippedRun = {
  title: string;
  reason: string;
  pipeline?: string;
  /** When it was last seen. */
  at: string;
};

/**
 * Where a source stands: what it saves with each batch.
 *
 * @internal
 */
export type AirflowCursor = {
  watermark?: string;
  sweep?: {
    since: string;
    startedAt: string;
    major: 2 | 3;
    position: PagePosition;
  };
  inFlight: RunObservation[];
  skipped: SkippedRun[];
};

/**
 * Reads a saved cursor. One that makes no sense counts as none: the history is read again, which repeats nothing, since
 * storing a run twice changes nothing.
 *
 * @internal
 */
export function readCursor(saved: JsonValue | undefined): AirflowCursor {
  const { data } = cursorSchema.safeParse(saved ?? {});
  return (data as AirflowCursor | undefined) ?? { inFlight: [], skipped: [] };
}

/** @internal */
export function writeCursor(cursor: AirflowCursor): JsonValue {
  // Through JSON, so that fields without a value are left out as they are in the database.
  return JSON.parse(JSON.stringify(cursor)) as JsonValue;
}
