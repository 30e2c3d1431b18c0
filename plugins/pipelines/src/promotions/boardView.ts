import type { ReleaseBoardRow } from '@sluice/plugin-pipelines-common';

/** Which units of the board to show, as the query string carries it. @internal */
export type BoardView = { text: string; domain: string; onlyMoving: boolean };

/** Reads the view from a query string. @internal */
export function parseBoardView(params: URLSearchParams): BoardView {
  return {
    text: params.get('text') ?? '',
    domain: params.get('domain') ?? '',
    onlyMoving: params.get('moving') === 'true',
  };
}

/** Writes the view as a query string, without what is empty. @internal */
export function formatBoardView(view: BoardView): URLSearchParams {
  const params = new URLSearchParams();
  if (view.text) params.set('text', view.text);
  if (view.domain) params.set('domain', view.domain);
  if (view.onlyMoving) params.set('moving', 'true');
  return params;
}

/** The rows that a view shows: those first that need somebody, then those that move, then by name. @internal */
export function boardRows(
  rows: readonly ReleaseBoardRow[],
  view: BoardView,
): ReleaseBoardRow[] {
  const words = view.text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter(
      row =>
        (!view.domain || row.domains?.includes(view.domain)) &&
        (!view.onlyMoving || isMoving(row)) &&
        words.every(word => row.unit.toLocaleLowerCase().includes(word)),
    )
    .sort((a, b) => weight(a) - weight(b) || a.unit.localeCompare(b.unit));
}

/** The domains of all rows, by name. @internal */
export function domainsOf(rows: readonly ReleaseBoardRow[]): string[] {
  return [...new Set(rows.flatMap(row => row.domains ?? []))].sort();
}

/** Whether anything of the unit moves, or waits to. */
function isMoving(row: ReleaseBoardRow): boolean {
  return row.environments.some(
    ({ moving, waiting }) => moving || (waiting && waiting.length > 0),
  );
}

function weight(row: ReleaseBoardRow): number {
  const needs = row.environments.some(
    ({ health, unmanagedChange }) =>
      health === 'failed' ||
      health === 'unmanaged' ||
      (unmanagedChange !== undefined && !unmanagedChange.acknowledgedAt),
  );
  if (needs) return 0;
  return isMoving(row) ? 1 : 2;
}
