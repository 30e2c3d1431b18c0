import {
  formatSlosView,
  isNarrowed,
  parseSlosView,
  toSlosQuery,
} from './slosView';

const parse = (search: string) => parseSlosView(new URLSearchParams(search));

describe('the view of the page of SLOs', () => {
  it('comes back from its link', () => {
    const search =
      'status=exhausted&status=unknown&kind=deadline&owner=group%3Adefault%2Ffinance';
    const view = parse(search);
    expect(formatSlosView(view).toString()).toBe(search);
    expect(toSlosQuery(view)).toEqual({
      status: ['exhausted', 'unknown'],
      kind: ['deadline'],
      owner: ['group:default/finance'],
    });
    expect(isNarrowed(view)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['an unknown status', 'status=burnt'],
    ['an unknown kind', 'kind=hope'],
    ['an owner that the API would refuse', `owner=${'a'.repeat(201)}`],
  ])('asks for everything where it says %s', (_, search) => {
    const view = parse(search);
    expect(toSlosQuery(view)).toEqual({});
    expect(isNarrowed(view)).toBe(false);
    expect(formatSlosView(view).toString()).toBe('');
  });
});
