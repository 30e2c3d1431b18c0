import { budgetFill } from './budgetBar';

describe('budgetFill', () => {
  it.each([
    ['half is left', 0.5, { share: 0.5, isOverspent: false }],
    ['a trace is left, and seen', 0.001, { share: 0.04, isOverspent: false }],
    ['nothing is left', 0, { share: 0, isOverspent: false }],
    ['more than all was spent', -3, { share: 1, isOverspent: true }],
    ['never more than all', 1.2, { share: 1, isOverspent: false }],
    ['nothing is known', undefined, { share: 0, isOverspent: false }],
  ])('%s', (_, ratio, expected) => {
    expect(budgetFill(ratio)).toEqual(expected);
  });
});
