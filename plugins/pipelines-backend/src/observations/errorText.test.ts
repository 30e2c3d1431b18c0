import { errorText } from './errorText';

describe('errorText', () => {
  // All of these secrets are fake.
  it.each([
    [
      'GET https://bot:hunter2@airflow.example/api failed',
      'GET https://airflow.example/api failed',
    ],
    ['postgres://u:p%40ss@db/x refused', 'postgres://db/x refused'],
    [
      'header Authorization: Basic Ym90Omh1bnRlcjI=',
      'header Authorization: [removed]',
    ],
    [
      '{"authorization":"Bearer abc.def.ghi1"}',
      '{"authorization":"[removed]"}',
    ],
    ['401 for bearer eyJhbGciOiJIUzI1NiJ9.e30.abc', '401 for bearer [removed]'],
    ['/x?token=abc123&limit=5', '/x?token=[removed]&limit=5'],
    ['password="hunter2" is wrong', 'password="[removed]" is wrong'],
    [
      'Basic authentication is switched off',
      'Basic authentication is switched off',
    ],
    [
      'connect ECONNREFUSED 10.0.0.7:8080',
      'connect ECONNREFUSED 10.0.0.7:8080',
    ],
  ])('%s', (message, expected) => {
    expect(errorText(new Error(message))).toBe(expected);
  });

  it('tells the reason behind "fetch failed"', () => {
    const cause = new Error('getaddrinfo ENOTFOUND airflow.example');
    expect(errorText(new TypeError('fetch failed', { cause }))).toBe(
      'fetch failed: getaddrinfo ENOTFOUND airflow.example',
    );
  });

  it('takes what is no error', () => {
    expect(errorText('down')).toBe('down');
    expect(errorText(undefined)).toBe('undefined');
  });
});
