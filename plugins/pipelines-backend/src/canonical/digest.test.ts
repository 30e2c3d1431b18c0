import fc from 'fast-check';
import { canonicalJson, digestOf, sha256 } from './digest';

describe('canonicalJson', () => {
  it.each([
    [
      'sorts keys by their code units',
      { b: 1, a: 2, é: 3 },
      '{"a":2,"b":1,"é":3}',
    ],
    ['writes numbers as ECMAScript does', [1e21, -0, 1.5], '[1e+21,0,1.5]'],
    ['leaves out what is undefined', { a: undefined, b: null }, '{"b":null}'],
    ['escapes as little as it has to', '\u0007"é', '"\\u0007\\"é"'],
  ])('%s', (_, value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  it.each([[NaN], [Infinity], [undefined]])('refuses %s', value => {
    expect(() => canonicalJson(value)).toThrow('canonical JSON');
  });

  it('is the same for any order of keys, and says the same as JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }),
        value => {
          const turned = Object.fromEntries(Object.entries(value).reverse());
          expect(canonicalJson(turned)).toBe(canonicalJson(value));
          expect(JSON.parse(canonicalJson(value))).toEqual(
            JSON.parse(JSON.stringify(value)),
          );
        },
      ),
    );
  });
});

describe('digestOf', () => {
  it('is the SHA-256 of the canonical JSON', () => {
    expect(sha256('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(digestOf({ b: 1, a: 'x' })).toBe(sha256('{"a":"x","b":1}'));
  });
});
