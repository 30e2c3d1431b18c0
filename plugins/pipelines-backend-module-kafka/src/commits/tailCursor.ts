import { z } from 'zod';

/**
 * How far the commits of a cluster were read: saved with what was read, so that after a restart, or by another replica, the next sweep goes on
 * there and none is missed or counted twice.
 *
 * @internal
 */
export type TailCursor = {
  /** Of `__consumer_offsets`: one that was made again has other offsets. */
  topicId: string;
  /** By partition of `__consumer_offsets`. */
  positions: Map<number, TailPosition>;
};

/** How far one partition of `__consumer_offsets` was read. @internal */
export type TailPosition = {
  /** The offset that is read next. */
  offset: number;
  /** Since when none was missed, milliseconds since 1970. */
  since: number;
};

const stored = z.object({
  commits: z.object({
    topicId: z.string(),
    positions: z.record(
      z.string().regex(/^\d+$/),
      z.tuple([z.number().int().min(0), z.number().int().min(0)]),
    ),
  }),
});

/** The cursor of a source as it is saved: JSON. @internal */
export function packCursor({ positions, topicId }: TailCursor) {
  return {
    commits: {
      topicId,
      positions: Object.fromEntries(
        [...positions].map(([partition, { offset, since }]) => [
          partition,
          [offset, since],
        ]),
      ),
    },
  };
}

/** Reads what {@link packCursor} wrote; undefined for anything else, such as the cursor of a sweep without commits. @internal */
export function unpackCursor(cursor: unknown): TailCursor | undefined {
  const { data } = stored.safeParse(cursor);
  if (!data) return undefined;
  const { positions, topicId } = data.commits;
  return {
    topicId,
    positions: new Map(
      Object.entries(positions).map(([partition, [offset, since]]) => [
        Number(partition),
        { offset, since },
      ]),
    ),
  };
}
