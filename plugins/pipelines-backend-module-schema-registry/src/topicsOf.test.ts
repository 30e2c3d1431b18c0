import { type SubjectNaming, topicsOf } from './topicsOf';

describe('topicsOf', () => {
  it.each<[string, SubjectNaming['strategy'], string[]]>([
    ['orders.v1-value', 'topic', ['orders.v1 value']],
    ['orders.v1-key', 'topic', ['orders.v1 key']],
    ['my-orders-value', 'topic', ['my-orders value']],
    ['northstar.Order', 'topic', []],
    ['-value', 'topic', []],
    ['orders.v1-northstar.Order', 'topic-record', ['orders.v1 value']],
    ['my-orders-northstar.Order', 'topic-record', ['my-orders value']],
    ['northstar.Order', 'topic-record', []],
    ['northstar.Order', 'record', []],
    ['orders.v1-value', 'record', []],
  ])('finds of %s by the strategy %s', (subject, strategy, expected) => {
    const found = topicsOf(subject, { strategy, topics: {} });
    expect(found.map(each => `${each.topic} ${each.part}`)).toEqual(expected);
  });

  it('takes what the config says, and nothing that every object has', () => {
    const topics = { 'northstar.Order': ['orders.v1', 'orders.v2'] };
    expect(topicsOf('northstar.Order', { strategy: 'record', topics })).toEqual(
      [
        { topic: 'orders.v1', part: 'value' },
        { topic: 'orders.v2', part: 'value' },
      ],
    );
    expect(topicsOf('constructor', { strategy: 'record', topics })).toEqual([]);
  });
});
