import { errorWords } from './errorWords';

describe('errorWords', () => {
  it.each([
    [16, 'its coordinator moved'],
    [30, 'not authorised to describe the group (ACL: Describe on Group)'],
    [9999, 'the broker answered error 9999'],
  ])('%d', (code, words) => {
    expect(errorWords(code)).toBe(words);
  });
});
