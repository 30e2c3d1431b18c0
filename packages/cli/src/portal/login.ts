import { usageError } from '../exitCodes';

/** How the program shows who it is. @public */
export type Login =
  | { type: 'token'; token: string }
  | { type: 'token-file'; file: string }
  /** CI vouches for its job: GitHub Actions hands out a token for an audience. */
  | { type: 'oidc'; requestUrl: string; requestToken: string };

/** Where a login comes from. @public */
export const LOGIN_HELP =
  'set SLUICE_TOKEN, name a file by --token-file or SLUICE_TOKEN_FILE, or give the job of GitHub Actions the permission id-token: write';

/**
 * Chooses the login: the file of the option, the token of the environment, the file of the environment, else what CI vouches for.
 *
 * @throws CommandError if there is none
 * @public
 */
export function chooseLogin(
  options: { tokenFile?: string },
  env: Readonly<Record<string, string | undefined>>,
): Login {
  if (options.tokenFile) return { type: 'token-file', file: options.tokenFile };
  if (env.SLUICE_TOKEN) return { type: 'token', token: env.SLUICE_TOKEN };
  if (env.SLUICE_TOKEN_FILE) {
    return { type: 'token-file', file: env.SLUICE_TOKEN_FILE };
  }
  const requestUrl = env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const requestToken = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (requestUrl && requestToken) {
    return { type: 'oidc', requestUrl, requestToken };
  }
  throw usageError(`There is no login: ${LOGIN_HELP}`);
}

/**
 * A token as a header can carry it.
 *
 * @param source - where it came from, for the message, which doesn't repeat it
 * @throws CommandError if it is none
 * @public
 */
export function checkToken(text: string, source: string): string {
  const token = text.trim();
  if (token === '') throw usageError(`${source} is empty`);
  // Visible ASCII; anything else would end up in an error of fetch, with the whole header.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw usageError(
      `${source} is no token: it has spaces, line breaks or other characters that a token doesn't have`,
    );
  }
  return token;
}

/**
 * When a JWT ends.
 *
 * @returns milliseconds since 1970; undefined for any other token
 * @public
 */
export function expiryOf(token: string): number | undefined {
  const [, payload] = token.split('.');
  if (!payload) return undefined;
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
