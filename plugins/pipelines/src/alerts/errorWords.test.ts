import { errorWords } from './errorWords';

describe('errorWords', () => {
  it('prefers what the backend said', () => {
    const cause = new Error('Only a person can decide this');
    expect(errorWords(new Error('failed with 403', { cause }))).toBe(
      cause.message,
    );
    expect(errorWords(new Error('no network'))).toBe('no network');
  });
});
