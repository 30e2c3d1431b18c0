/**
 * How a list of the API is read to its end without losing a row, when neither the page size nor the total can be trusted.
 *
 * The page size is a maximum that each installation sets (usually 100): more is asked for than anybody allows, and what
 * comes back tells. With offsets, a row that is deleted during the sweep moves all later ones forward, over the edge of
 * the page that was read; so each page overlaps the one before by one row, and where that row isn't found the list is
 * read again from its start. Rows that come up twice do no harm: storing them is idempotent.
 */

/** More than an installation allows; the answer shows its limit. @internal */
export const ASKED_PAGE_SIZE = 1000;

/**
 * A place in a list: an offset, with the key of the last row read, or what Airflow 3 calls a cursor.
 *
 * @internal
 */
export type PagePosition =
  | { offset: number; after?: string }
  | { keyset: string };

/** @internal */
export const FIRST_PAGE: PagePosition = { offset: 0 };

/** A page as it came. @internal */
export type Page = {
  rows: unknown[];
  /** What the API says there are; it may lie. */
  total?: number;
  /** Undefined if the API knows no cursors, null at the end of the list. */
  nextKeyset?: string | null;
};

/** What a page means. @internal */
export type PageReading = {
  /** Rows that the page before didn't have. */
  rows: unknown[];
  /** Undefined at the end. */
  next?: PagePosition;
  /** Rows have moved, the list has to be read again from its start. */
  hasMoved?: boolean;
};

/**
 * What is new on a page, and where to go on.
 *
 * @param options - `pageSize`: the largest page that this API gave so far, 0 if not known; `keyOf`: identifies a row
 * @internal
 */
export function readPage(options: {
  page: Page;
  position: PagePosition;
  pageSize: number;
  keyOf: (row: unknown) => string;
}): PageReading {
  const { page, position, pageSize, keyOf } = options;
  if (page.nextKeyset !== undefined) {
    const isSame = 'keyset' in position && position.keyset === page.nextKeyset;
    // An empty page ends it, whatever it promises; so does a cursor that leads to itself.
    const goesOn = page.nextKeyset && page.rows.length > 0 && !isSame;
    return {
      rows: page.rows,
      next: goesOn ? { keyset: page.nextKeyset! } : undefined,
    };
  }
  const { offset, after } =
    'offset' in position ? position : { offset: 0, after: undefined };
  const overlap = after ? page.rows.findIndex(row => keyOf(row) === after) : -1;
  if (after && overlap < 0) {
    return { rows: [], next: FIRST_PAGE, hasMoved: true };
  }
  const rows = page.rows.slice(overlap + 1);
  const end = offset + page.rows.length;
  const isFull = page.rows.length >= (pageSize || ASKED_PAGE_SIZE);
  const goesOn = rows.length > 0 && (isFull || end < (page.total ?? 0));
  return {
    rows,
    next: goesOn
      ? { offset: end - 1, after: keyOf(rows[rows.length - 1]) }
      : undefined,
  };
}
