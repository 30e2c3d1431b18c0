import { releaseName } from './releaseName';

describe('releaseName', () => {
  it.each([
    ['2.41.0', '2.41.0'],
    [undefined, '#14 (88f1c2a)'],
  ])('with label %s it is %s', (label, expected) => {
    const commit = '88f1c2aa0b';
    expect(releaseName({ label, sequence: 14, commit })).toBe(expected);
  });
});
