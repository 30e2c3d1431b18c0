import { AirflowError, isAirflowFailure, type AirflowFailure } from './errors';

describe('AirflowError', () => {
  it.each<[AirflowFailure, boolean]>([
    ['network', true],
    ['busy', true],
    ['server', true],
    ['truncated', true],
    ['refused', false],
    ['not-found', false],
    ['rejected', false],
    ['not-json', false],
  ])('of kind %s is worth another try: %s', (failure, isWorthIt) => {
    const error = new AirflowError('It failed', { failure });
    expect(error.isWorthAnotherTry).toBe(isWorthIt);
  });

  it('keeps what the answer said', () => {
    const error = new AirflowError('Too many requests', {
      failure: 'busy',
      status: 429,
      retryAfterSeconds: 7,
    });
    expect(error).toMatchObject({
      name: 'AirflowError',
      message: 'Too many requests',
      status: 429,
      retryAfterSeconds: 7,
    });
  });
});

describe('isAirflowFailure', () => {
  const error = new AirflowError('Gone', { failure: 'not-found' });

  it.each<[string, unknown, AirflowFailure[], boolean]>([
    ['of that kind', error, ['not-found'], true],
    ['of one of those kinds', error, ['refused', 'not-found'], true],
    ['of another kind', error, ['refused'], false],
    ['of no kind asked for', error, [], false],
    ['something else', new Error('Gone'), ['not-found'], false],
    ['nothing', undefined, ['not-found'], false],
  ])('tells an error that is %s', (_, given, failures, expected) => {
    expect(isAirflowFailure(given, ...failures)).toBe(expected);
  });
});
