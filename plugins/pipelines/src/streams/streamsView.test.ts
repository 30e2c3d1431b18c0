import {
  formatStreamsView,
  isNarrowed,
  parseStreamsView,
  toGroupsQuery,
} from './streamsView';

const parse = (query: string) => parseStreamsView(new URLSearchParams(query));

describe('the view of streams', () => {
  it('shows what is furthest behind first, without a query string', () => {
    const view = parse('');
    expect(view).toMatchObject({
      orderBy: 'seconds',
      order: 'desc',
      pageSize: 50,
      abandoned: false,
    });
    expect(isNarrowed(view)).toBe(false);
    expect(toGroupsQuery(view)).toEqual({
      orderBy: 'seconds',
      order: 'desc',
      limit: 50,
    });
    expect(formatStreamsView(view).toString()).toBe('');
  });

  it.each([
    'q=orders',
    'status=stop&status=stall',
    'cluster=kafka-prod&cluster=team%2F%C3%BC',
    'pipeline=no&abandoned=yes',
    'orderBy=group&order=desc&size=25&group=17',
  ])('comes back from its own address: %s', query => {
    expect(formatStreamsView(parse(query)).toString()).toBe(query);
  });

  it('leaves out what it does not understand', () => {
    const view = parse(
      'status=fine&orderBy=colour&order=up&size=3&group=x&pipeline=maybe',
    );
    expect(formatStreamsView(view).toString()).toBe('');
  });

  it('asks the backend for what is chosen', () => {
    const view = parse('q=%20orders%20&status=warn&pipeline=no&orderBy=lag');
    expect(toGroupsQuery(view)).toEqual({
      text: 'orders',
      status: ['warn'],
      bound: false,
      orderBy: 'lag',
      order: 'desc',
      limit: 50,
    });
    expect(isNarrowed(view)).toBe(true);
  });
});
