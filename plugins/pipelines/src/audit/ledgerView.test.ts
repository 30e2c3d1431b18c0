import {
  formatLedgerView,
  isFiltered,
  ledgerQuery,
  parseLedgerView,
} from './ledgerView';

const QUERY =
  'type=approval.voted&type=release.registered&actor=user%3Adefault%2Fines&from=2026-03-28&to=2026-03-29';

describe('the view of the ledger', () => {
  it('is carried by the query string', () => {
    const view = parseLedgerView(new URLSearchParams(QUERY));
    expect(view).toEqual({
      types: ['approval.voted', 'release.registered'],
      actor: 'user:default/ines',
      subject: '',
      from: '2026-03-28',
      to: '2026-03-29',
    });
    expect(formatLedgerView(view).toString()).toBe(QUERY);
    expect(isFiltered(view)).toBe(true);
    expect(isFiltered(parseLedgerView(new URLSearchParams()))).toBe(false);
  });

  it('leaves out what is no date', () => {
    expect(parseLedgerView(new URLSearchParams('from=soon')).from).toBe('');
  });

  it('asks for whole days of the reader, the last one included, also where the clock is changed', () => {
    const view = parseLedgerView(new URLSearchParams(QUERY));
    expect(ledgerQuery(view, 'Europe/Berlin')).toMatchObject({
      from: '2026-03-27T23:00:00.000Z',
      to: '2026-03-29T22:00:00.000Z',
      subject: undefined,
    });
  });
});
