import { useEffect, useState } from 'react';
import type { ConsumerGroupsQuery } from '@sluice/plugin-pipelines-common';
import {
  FIRST_PAGE,
  type PageCursors,
  reachablePage,
  withNextCursor,
} from '../fleet/pageCursors';
import { useConsumerGroups } from './useStreams';

/**
 * Consumer groups by page number, over an API that pages by cursor. Another filter, order or size starts at page 0.
 *
 * @param query - what to ask, without a cursor
 * @internal
 */
export function useGroupsPaging(query: ConsumerGroupsQuery) {
  const key = JSON.stringify(query);
  const [state, setState] = useState<{
    key: string;
    page: number;
    cursors: PageCursors;
  }>({ key, page: 0, cursors: FIRST_PAGE });
  const { cursors, page } =
    state.key === key ? state : { page: 0, cursors: FIRST_PAGE };

  const result = useConsumerGroups({ ...query, cursor: cursors[page] });
  const { data, error, isPlaceholderData } = result;

  useEffect(() => {
    if (!data || isPlaceholderData) return;
    const next = withNextCursor(cursors, page, data.nextCursor);
    // A page that emptied while it was open: everything on it got sorted or filtered away.
    const shown = data.items.length === 0 && page > 0 ? 0 : page;
    if (next !== cursors || shown !== page) {
      setState({ key, page: shown, cursors: next });
    }
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
