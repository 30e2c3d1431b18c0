import { wildcards } from './wildcards';

describe('wildcards', () => {
  it.each([
    ['fct_*', 'fct_orders', true],
    ['fct_*', 'stg_orders', false],
    ['f?t', 'fct', true],
    ['a.b', 'axb', false],
    ['*', 'a/b', true],
    ['a(b', 'a(b', true],
  ])('%s over %s: %s', (pattern, text, expected) => {
    expect(wildcards(pattern).test(text)).toBe(expected);
  });

  it.each([
    ['models/*', 'models/a', true],
    ['models/*', 'models/a/b', false],
    ['models/**/b', 'models/a/c/b', true],
    ['models/**/b', 'models/b', true],
    ['models/**', 'models/a/b', true],
  ])('%s over the path %s: %s', (pattern, text, expected) => {
    expect(wildcards(pattern, { segments: true }).test(text)).toBe(expected);
  });
});
