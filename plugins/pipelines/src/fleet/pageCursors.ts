/**
 * The cursors of the pages seen so far: the API hands out each page's cursor with the page before it, while the table
 * counts pages. Page 0 needs none.
 *
 * @internal
 */
export type PageCursors = readonly (string | undefined)[];

/** Only the first page can be asked for. @internal */
export const FIRST_PAGE: PageCursors = [undefined];

/**
 * The cursors after page `page` was answered with `nextCursor`. Those of later pages are forgotten if it changed: they
 * belong to an older state of the list.
 *
 * @returns the same array if nothing changed, so that React has nothing to do
 * @internal
 */
export function withNextCursor(
  cursors: PageCursors,
  page: number,
  nextCursor: string | undefined,
): PageCursors {
  const next = page + 1;
  if (!nextCursor) {
    return cursors.length > next ? cursors.slice(0, next) : cursors;
  }
  if (cursors[next] === nextCursor) return cursors;
  return [...cursors.slice(0, next), nextCursor];
}

/**
 * The page that can be shown when someone asks for `page`: the last known one at most.
 *
 * @internal
 */
export function reachablePage(cursors: PageCursors, page: number): number {
  return Math.max(0, Math.min(page, cursors.length - 1));
}
