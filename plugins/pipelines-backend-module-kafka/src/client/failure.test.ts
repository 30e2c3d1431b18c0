import { failureOf } from './failure';

describe('failureOf', () => {
  it.each<[string, unknown, string]>([
    [
      'the innermost cause',
      new Error('Cannot connect to any broker.', {
        cause: new Error('connect ECONNREFUSED 10.0.0.7:9092'),
      }),
      'connect ECONNREFUSED 10.0.0.7:9092',
    ],
    [
      'the first of several',
      new AggregateError(
        [new Error('getaddrinfo ENOTFOUND kafka.example.com'), new Error('b')],
        'Cannot connect to any broker.',
      ),
      'getaddrinfo ENOTFOUND kafka.example.com',
    ],
    [
      'TLS at a port without',
      new Error('write EPROTO: ssl3_get_record:wrong version number'),
      'write EPROTO: ssl3_get_record:wrong version number: the port may not speak TLS; compare tls with the listener of the broker',
    ],
    [
      'a certificate of an unknown authority',
      new Error('self-signed certificate in certificate chain'),
      'self-signed certificate in certificate chain: name the authority under tls.ca',
    ],
    [
      'a wrong login',
      new Error('Authentication failed: Invalid username or password'),
      'Authentication failed: Invalid username or password: check sasl',
    ],
    ['nothing at all', 'oops', 'it gave no reason'],
  ])('%s', (_, error, words) => {
    expect(failureOf(error)).toBe(words);
  });

  it('ends, whatever points at itself', () => {
    const error = new Error('a');
    error.cause = error;
    expect(failureOf(error)).toBe('a');
  });
});
