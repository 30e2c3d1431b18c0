import { builtInViews, isSavedViews, withView } from './savedViews';

describe('isSavedViews', () => {
  it.each([
    ['a list of views', [{ name: 'close', search: 'domain=finance' }], true],
    ['an empty list', [], true],
    ['nothing', undefined, false],
    ['a list of something else', ['close'], false],
    ['an object', { name: 'close' }, false],
  ])('%s', (_, value, expected) => {
    expect(isSavedViews(value)).toBe(expected);
  });
});

describe('withView', () => {
  const close = { name: 'close', search: 'domain=finance' };
  it('adds in the order of names', () => {
    const audit = { name: 'audit', search: '' };
    expect(withView([close], audit)).toEqual([audit, close]);
  });
  it('replaces one of the same name', () => {
    const changed = { name: 'close', search: 'tier=1' };
    expect(withView([close], changed)).toEqual([changed]);
  });
});

describe('builtInViews', () => {
  it('offers what is mine only to someone who owns something', () => {
    expect(builtInViews([]).map(v => v.key)).not.toContain('mine');
    const mine = builtInViews(['group:default/finance-data']).find(
      v => v.key === 'mine',
    );
    expect(mine?.view.filters.owner).toEqual(['group:default/finance-data']);
  });
});
