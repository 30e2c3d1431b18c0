import { findSecrets, refuseSecrets } from './secrets';

// None of these is real. They are put together here, so that no scanner takes this file for a leak.
const AWS_KEY = ['AKIA', 'QPKMLDFJ2XLN7S4T'].join('');
const GITHUB_TOKEN = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
const PRIVATE_KEY = [
  '-----BEGIN RSA PRIVATE',
  ' KEY-----\n',
  'MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF0qJDr3kDbp2f8Ym1rZzmW2h9QzB\n'.repeat(
    6,
  ),
  '-----END RSA PRIVATE',
  ' KEY-----',
].join('');

describe('findSecrets', () => {
  it.each([
    ['a key of AWS', { a: { b: ['x', AWS_KEY] } }, 'a.b[1]', 'aws'],
    ['a token of GitHub', { token: GITHUB_TOKEN }, 'token', 'github'],
    ['a private key', { tls: { key: PRIVATE_KEY } }, 'tls.key', 'privatekey'],
    [
      'a password in an address',
      { uri: 'postgresql://loader:hunter2hunter2@db.example.com/x' },
      'uri',
      /basicauth|database-connection-string/,
    ],
    [
      'one in the name of a key',
      { env: { a: 1, [GITHUB_TOKEN]: 1 } },
      'the name of key 2 of env',
      'github',
    ],
  ])('finds %s', async (_, value, path, rule) => {
    expect(await findSecrets(value)).toEqual([
      { path, rule: expect.stringMatching(rule) },
    ]);
  });

  it.each([
    ['nothing', {}],
    [
      'names and digests',
      {
        unit: 'northstar-dags-finance',
        commit: 'a'.repeat(40),
        digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
        reference: 'secretsmanager:northstar/prod/snowflake',
        uri: 's3://northstar-artifacts/finance/1.2.3.zip',
      },
    ],
  ])('finds none in %s', async (_, value) => {
    expect(await findSecrets(value)).toEqual([]);
  });
});

describe('refuseSecrets', () => {
  it('names the place and the rule, and never repeats the value', async () => {
    const refused = refuseSecrets({ manifests: { env: { T: GITHUB_TOKEN } } });
    await expect(refused).rejects.toMatchObject({
      statusCode: 422,
      message: expect.stringContaining('manifests.env.T (github)'),
    });
    await expect(refused).rejects.not.toThrow(GITHUB_TOKEN);
  });

  it('does not repeat one that is the name of a key either', async () => {
    await expect(
      refuseSecrets({ manifests: { [GITHUB_TOKEN]: { x: AWS_KEY } } }),
    ).rejects.not.toThrow(GITHUB_TOKEN);
  });
});
