import { useEffect, useState } from 'react';
import type { RunsQuery } from '@sluice/plugin-pipelines-common';
import {
  FIRST_PAGE,
  reachablePage,
  withNextCursor,
  type PageCursors,
} from '../fleet/pageCursors';
import { useRuns } from './useRuns';

/**
 * Runs by page number, over an API that pages by cursor. Another filter or size starts at page 0.
 *
 * @param query - what to ask, without a cursor
 * @internal
 */
export function useRunsPaging(entityRef: string, query: RunsQuery) {
  const key = JSON.stringify([entityRef, query]);
  const [state, setState] = useState<{
    key: string;
    page: number;
    cursors: PageCursors;
  }>({ key, page: 0, cursors: FIRST_PAGE });
  const { page, cursors } =
    state.key === key ? state : { page: 0, cursors: FIRST_PAGE };

  const result = useRuns(entityRef, { ...query, cursor: cursors[page] });
  const { data, error, isPlaceholderData } = result;

  useEffect(() => {
    if (!data || isPlaceholderData) return;
    const next = withNextCursor(cursors, page, data.nextCursor);
    if (next !== cursors) setState({ key, page, cursors: next });
  }, [data, isPlaceholderData, cursors, page, key]);

  // A cursor that the backend no longer takes must not lock anyone out of the list.
  const isRefused = error !== null && page > 0;
  useEffect(() => {
    if (isRefused) setState({ key, page: 0, cursors: FIRST_PAGE });
  }, [isRefused, key]);

  return {
    ...result,
    page,
    setPage: (asked: number) =>
      setState({ key, page: reachablePage(cursors, asked), cursors }),
  };
}
