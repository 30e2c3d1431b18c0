import {
  cachedToken,
  clientCredentialsToken,
  saslOptions,
} from './credentials';

describe('cachedToken', () => {
  it('gives a token out until shortly before it expires, and one to all who ask at once', async () => {
    let time = 0;
    let bought = 0;
    const token = cachedToken(
      async () => ({ value: `t${++bought}`, expiresAt: time + 300_000 }),
      () => time,
    );
    expect(await Promise.all([token(), token()])).toEqual(['t1', 't1']);
    time = 239_999;
    expect(await token()).toBe('t1');
    time = 240_000;
    expect(await token()).toBe('t2');
  });

  it('asks again after a failure', async () => {
    const answers = [
      () => Promise.reject(new Error('down')),
      () => Promise.resolve({ value: 'ok', expiresAt: Infinity }),
    ];
    const token = cachedToken(() => answers.shift()!());
    await expect(token()).rejects.toThrow('down');
    expect(await token()).toBe('ok');
  });
});

describe('clientCredentialsToken', () => {
  const ISSUER = {
    tokenUrl: 'https://login.example.com/token',
    clientId: 'slu:ice',
    clientSecret: 'fake',
    scope: 'kafka',
  };
  const answering = (status: number, body: string) =>
    jest.fn<Promise<Response>, Parameters<typeof fetch>>(
      async () => new Response(body, { status }),
    );

  it('buys a token', async () => {
    const issuer = answering(200, '{"access_token":"abc","expires_in":60}');
    const token = await clientCredentialsToken(ISSUER, issuer);
    expect(token.value).toBe('abc');
    expect(token.expiresAt - Date.now()).toBeLessThanOrEqual(60_000);
    const [url, init] = issuer.mock.calls[0];
    expect(url).toBe(ISSUER.tokenUrl);
    expect(String(init?.body)).toBe(
      'grant_type=client_credentials&scope=kafka',
    );
    expect(init?.headers).toEqual({
      authorization: `Basic ${Buffer.from('slu%3Aice:fake').toString(
        'base64',
      )}`,
    });
  });

  it.each([
    [
      'a refusal',
      answering(401, '{"error":"invalid_client"}'),
      'https://login.example.com/token answers 401: check sasl.clientId and sasl.clientSecret',
    ],
    [
      'an answer without a token',
      answering(200, '{}'),
      'without an access_token',
    ],
    ['what is no JSON', answering(200, '<html>'), 'without an access_token'],
    [
      'no answer',
      jest.fn(async () => {
        throw new TypeError('fetch failed', { cause: new Error('ENOTFOUND') });
      }),
      "https://login.example.com/token can't be reached: ENOTFOUND",
    ],
  ])('says what is wrong with %s', async (_, issuer, message) => {
    await expect(
      clientCredentialsToken(ISSUER, issuer as typeof fetch),
    ).rejects.toThrow(message);
  });
});

describe('saslOptions', () => {
  it('takes names and passwords as they are', () => {
    const sasl = {
      mechanism: 'SCRAM-SHA-512' as const,
      username: 'u',
      password: 'fake',
    };
    expect(saslOptions(sasl)).toEqual(sasl);
  });

  it('logs in to MSK with a signed token', async () => {
    const before = { ...process.env };
    // Fake, as AWS's own documentation has them.
    process.env.AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
    process.env.AWS_SECRET_ACCESS_KEY =
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    try {
      const options = saslOptions({
        mechanism: 'AWS_MSK_IAM',
        region: 'eu-central-1',
      });
      if (options.mechanism !== 'OAUTHBEARER') throw new Error('not a token');
      const token = await (options.token as () => Promise<string>)();
      const url = Buffer.from(token, 'base64url').toString();
      expect(url).toContain('https://kafka.eu-central-1.amazonaws.com/');
      expect(url).toContain('Action=kafka-cluster%3AConnect');
    } finally {
      process.env = before;
    }
  });
});
