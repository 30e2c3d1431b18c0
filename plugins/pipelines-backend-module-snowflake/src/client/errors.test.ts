import { toSnowflakeError } from './errors';

const sdkError = (fields: object) =>
  Object.assign(new Error('something\n  went wrong'), fields);

describe('toSnowflakeError', () => {
  it.each([
    ['an expired session', { code: '390112' }, 'session-lost'],
    ['a master token that expired', { code: '390114' }, 'session-lost'],
    ['a connection that is closed', { code: 407002 }, 'session-lost'],
    ['a wrong key', { code: '390144' }, 'login-refused'],
    ['another refusal of a login', { code: '390999' }, 'login-refused'],
    ['no connection', { code: 401001 }, 'network'],
    ['a socket that was refused', { code: 'ECONNREFUSED' }, 'network'],
    ['a missing object', { code: '002003' }, 'not-found'],
    ['a missing privilege', { code: '003001' }, 'not-found'],
    ['a time-out', { code: '000630' }, 'timeout'],
    ['a wrong column', { code: '000904' }, 'rejected'],
    ['anything else', {}, 'rejected'],
  ])('knows %s', (_, fields, failure) => {
    expect(toSnowflakeError(sdkError(fields), 'Reading tables').failure).toBe(
      failure,
    );
  });

  it('says what was tried, what went wrong and how to fix it', () => {
    const error = toSnowflakeError(
      Object.assign(new Error('JWT token is invalid. [abc]'), {
        code: '390144',
      }),
      'The login of SVC to MYORG-PROD',
    );
    expect(error.message).toMatch(
      /^The login of SVC to MYORG-PROD failed \(390144\): JWT token is invalid\. \[abc\]; check that the public key .*RSA_PUBLIC_KEY/,
    );
    expect(toSnowflakeError(sdkError({}), 'Reading').message).toBe(
      'Reading failed: something went wrong',
    );
  });

  it('does not repeat values of the data', () => {
    const error = toSnowflakeError(
      Object.assign(new Error("Numeric value '4111 1111' is not recognized"), {
        code: '100038',
        sqlState: '22018',
      }),
      'Reading the loads',
    );
    expect(error.message).toBe(
      'Reading the loads failed (100038): a value that it can not convert',
    );
  });

  it('keeps one of ours', () => {
    const ours = toSnowflakeError('x', 'y');
    expect(toSnowflakeError(ours, 'z')).toBe(ours);
  });
});
