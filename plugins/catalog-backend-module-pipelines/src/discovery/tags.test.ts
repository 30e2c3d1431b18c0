import { CommonValidatorFunctions } from '@backstage/catalog-model';
import fc from 'fast-check';
import { sanitizeTags, tagValue } from './tags';

describe('sanitizeTags', () => {
  it.each([
    [['Sales', 'sales', 'SALES '], ['sales']],
    [
      ['tier:1', 'domain:sales'],
      ['domain-sales', 'tier-1'],
    ],
    [
      ['c++', 'f#', 'a__b'],
      ['a-b', 'c++', 'f#'],
    ],
    [['Täglich'], ['taglich']],
    [['売上', '!!', ''], []],
    [['x'.repeat(80)], ['x'.repeat(63)]],
  ])('%j becomes %j', (tags, expected) => {
    expect(sanitizeTags(tags)).toEqual(expected);
  });

  it('gives only tags that the catalog takes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 100 })),
        tags => {
          for (const tag of sanitizeTags(tags)) {
            expect(CommonValidatorFunctions.isValidTag(tag)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('tagValue', () => {
  it.each([
    [['a', 'team:sales'], 'sales'],
    [['Team: sales '], 'sales'],
    [['team:sales', 'team:other'], 'sales'],
    [['teams:sales', 'team'], undefined],
    [['team:'], ''],
  ])('of team in %j is %p', (tags, expected) => {
    expect(tagValue(tags, 'team')).toBe(expected);
  });
});
