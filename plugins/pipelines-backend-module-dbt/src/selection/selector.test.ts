import { parseSelector } from './selector';

const one = (text: string) => parseSelector(text)[0][0];

describe('parseSelector', () => {
  it.each([
    ['tag:close', 'tag', 'close', 0, 0],
    ['path:models/marts', 'path', 'models/marts', 0, 0],
    ['models/marts', 'path', 'models/marts', 0, 0],
    ['fct_orders', 'fqn', 'fct_orders', 0, 0],
    ['+fct_orders', 'fqn', 'fct_orders', Infinity, 0],
    ['fct_orders+', 'fqn', 'fct_orders', 0, Infinity],
    ['2+tag:close+1', 'tag', 'close', 2, 1],
    ['source:raw.orders+', 'source', 'raw.orders', 0, Infinity],
  ])('%s', (text, method, value, parents, children) => {
    expect(one(text)).toEqual({ method, value, parents, children });
  });

  it('takes a blank for or, a comma for and', () => {
    expect(
      parseSelector('  tag:a,path:b/c  d ').map(part =>
        part.map(({ value }) => value),
      ),
    ).toEqual([['a', 'b/c'], ['d']]);
  });

  it.each([
    ['', 'the selector is empty'],
    ['tag:', 'names nothing to select'],
    ['+', 'names nothing to select'],
    ['a,', 'names nothing to select'],
    ['@fct_orders', 'the operator @'],
    ['state:modified+', "the method state: isn't understood, only tag:, path:"],
    ['config.materialized:table', 'the method config.materialized:'],
  ])('refuses %j', (text, message) => {
    expect(() => parseSelector(text)).toThrow(message);
  });
});
