import type { Knex } from 'knex';
import type { CursorValues } from './cursor';

/** The columns of the order of {@link byRank}, as a cursor has them. @internal */
export const RANK_ORDER = ['number', 'string', 'number'] as const;

/**
 * A page of what needs a human first: by `sort_rank`, then the newest by `opened_at`, then by id.
 *
 * @param matching - rows of a table with those columns; isn't changed
 * @param place - how many, and the values of the order's columns in the last row of the page before
 * @internal
 */
export function byRank(
  matching: Knex.QueryBuilder,
  place: { limit: number; after?: CursorValues },
): Knex.QueryBuilder {
  const rows = matching
    .clone()
    .orderBy('sort_rank')
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(place.limit);
  if (!place.after) return rows;
  const [rank, openedAt, id] = place.after;
  return rows.whereRaw(
    '(sort_rank > ? or (sort_rank = ? and (opened_at, id) < (?, ?)))',
    [rank, rank, openedAt, id],
  );
}
