import { generateAuthToken } from 'aws-msk-iam-sasl-signer-js';
import { z } from 'zod';
import type { KafkaSasl } from '../config';

/** A token is bought anew so long before it expires. */
const EARLY_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** A token, and when it expires, milliseconds since 1970. @internal */
export type Token = { value: string; expiresAt: number };

/**
 * Gives a token out until shortly before it expires; those who ask at once share one.
 *
 * @internal
 */
export function cachedToken(
  buy: () => Promise<Token>,
  now: () => number = Date.now,
): () => Promise<string> {
  let current: Promise<Token> | undefined;
  let validUntil = 0;
  return async () => {
    if (!current || now() >= validUntil) {
      validUntil = Infinity;
      current = buy();
      current.then(
        token => {
          validUntil = token.expiresAt - EARLY_MS;
        },
        // The next one asks again.
        () => {
          current = undefined;
        },
      );
    }
    return (await current).value;
  };
}

const answerSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().default(300),
});

/**
 * Buys a token with a client's id and secret (RFC 6749, section 4.4).
 *
 * @throws Error that names the issuer, without the secret
 * @internal
 */
export async function clientCredentialsToken(
  options: {
    tokenUrl: string;
    clientId: string;
    clientSecret: string;
    scope?: string;
  },
  fetchToken: typeof fetch = fetch,
): Promise<Token> {
  const { clientId, clientSecret, scope, tokenUrl } = options;
  const login = [clientId, clientSecret].map(encodeURIComponent).join(':');
  const asked = Date.now();
  const response = await fetchToken(tokenUrl, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(login).toString('base64')}`,
    },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scope && { scope }),
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(error => {
    throw new Error(
      `${tokenUrl} can't be reached: ${error.cause?.message ?? error.message}`,
    );
  });
  if (!response.ok) {
    throw new Error(
      `${tokenUrl} answers ${response.status}: check sasl.clientId and sasl.clientSecret`,
    );
  }
  const { data } = answerSchema.safeParse(
    await response.json().catch(() => undefined),
  );
  if (!data) throw new Error(`${tokenUrl} answers without an access_token`);
  return {
    value: data.access_token,
    expiresAt: asked + data.expires_in * 1000,
  };
}

/** How to log in, as the client takes it. @internal */
export type SaslOptions =
  | {
      mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
      username: string;
      password: string;
    }
  | { mechanism: 'OAUTHBEARER'; token: string | (() => Promise<string>) };

/** How to log in, from the config. MSK's IAM is OAUTHBEARER with a token that the AWS SDK signs. @internal */
export function saslOptions(sasl: KafkaSasl): SaslOptions {
  switch (sasl.mechanism) {
    case 'AWS_MSK_IAM':
      return {
        mechanism: 'OAUTHBEARER',
        token: cachedToken(async () => {
          const { expiryTime, token } = await generateAuthToken({
            region: sasl.region,
          });
          return { value: token, expiresAt: expiryTime };
        }),
      };
    case 'OAUTHBEARER': {
      const { clientId, clientSecret, scope, token, tokenUrl } = sasl;
      return {
        mechanism: 'OAUTHBEARER',
        token:
          token ??
          cachedToken(() =>
            clientCredentialsToken({
              tokenUrl: tokenUrl!,
              clientId: clientId!,
              clientSecret: clientSecret!,
              scope,
            }),
          ),
      };
    }
    default: {
      const { mechanism, password, username } = sasl;
      return { mechanism, username, password };
    }
  }
}
