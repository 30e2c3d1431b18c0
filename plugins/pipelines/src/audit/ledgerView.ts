import type { LedgerQuery } from '@sluice/plugin-pipelines-common';
import { DateTime } from 'luxon';

/** Which rows of the ledger to show, as the query string carries it. */
export type LedgerView = {
  types: string[];
  actor: string;
  subject: string;
  /** Local dates, ISO 8601: `2026-11-21`; empty for no bound. */
  from: string;
  to: string;
};

/** Reads the view from a query string. @internal */
export function parseLedgerView(params: URLSearchParams): LedgerView {
  const date = (name: string) => {
    const text = params.get(name) ?? '';
    return DateTime.fromISO(text).isValid ? text : '';
  };
  return {
    types: params.getAll('type'),
    actor: params.get('actor') ?? '',
    subject: params.get('subject') ?? '',
    from: date('from'),
    to: date('to'),
  };
}

/** Writes the view as a query string, without what is empty. @internal */
export function formatLedgerView(view: LedgerView): URLSearchParams {
  const params = new URLSearchParams();
  view.types.forEach(type => params.append('type', type));
  for (const name of ['actor', 'subject', 'from', 'to'] as const) {
    if (view[name]) params.set(name, view[name]);
  }
  return params;
}

/**
 * What to ask the backend: days are those of the reader's own zone, the last one included.
 *
 * @param zone - IANA zone of the reader; `local` for that of the browser
 * @internal
 */
export function ledgerQuery(
  view: LedgerView,
  zone: string = 'local',
): LedgerQuery {
  const day = (date: string, plusDays: number) =>
    date
      ? DateTime.fromISO(date, { zone })
          .plus({ days: plusDays })
          .toUTC()
          .toISO() ?? undefined
      : undefined;
  return {
    type: view.types.length > 0 ? view.types : undefined,
    actor: view.actor.trim() || undefined,
    subject: view.subject.trim() || undefined,
    from: day(view.from, 0),
    to: day(view.to, 1),
    limit: 100,
  };
}

/** Whether the view leaves rows out. @internal */
export function isFiltered(view: LedgerView): boolean {
  return formatLedgerView(view).toString() !== '';
}
