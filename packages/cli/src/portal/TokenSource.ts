import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CommandError, EXIT, usageError } from '../exitCodes';
import type { Surroundings } from '../surroundings';
import { checkToken, expiryOf, type Login } from './login';

/** A token of CI is asked for anew this long before it ends, so that it doesn't end on its way. */
const RENEW_MS = 60_000;

/** Gets the token of a login, and remembers what must never be shown. @public */
export class TokenSource {
  readonly #login: Login;
  readonly #audience: string;
  readonly #surroundings: Pick<Surroundings, 'cwd' | 'now'>;
  readonly #fetch: typeof fetch;
  readonly #secrets = new Set<string>();
  #known: { token: string; expiresAt: number } | undefined;

  /** @param options - `audience`: whom a token of CI is for; `fetch`: one that tries again what is worth it */
  static create(options: {
    login: Login;
    audience: string;
    surroundings: Pick<Surroundings, 'cwd' | 'now'>;
    fetch: typeof fetch;
  }): TokenSource {
    return new TokenSource(options);
  }

  private constructor(options: {
    login: Login;
    audience: string;
    surroundings: Pick<Surroundings, 'cwd' | 'now'>;
    fetch: typeof fetch;
  }) {
    this.#login = options.login;
    this.#audience = options.audience;
    this.#surroundings = options.surroundings;
    this.#fetch = options.fetch;
    if (options.login.type === 'oidc') {
      this.#secrets.add(options.login.requestToken);
    }
  }

  /**
   * The token, which CI is asked for again where it is about to end: a promotion can take longer than that.
   *
   * @throws CommandError if there is none to be had
   */
  async token(): Promise<string> {
    const now = this.#surroundings.now();
    if (this.#known && now < this.#known.expiresAt - RENEW_MS) {
      return this.#known.token;
    }
    const token = await this.#read();
    this.#secrets.add(token);
    const expiresAt =
      this.#login.type === 'oidc' ? expiryOf(token) ?? now : Infinity;
    this.#known = { token, expiresAt };
    return token;
  }

  /** A text without the secrets that were used. */
  redact(text: string): string {
    return [...this.#secrets].reduce(
      (rest, secret) => rest.replaceAll(secret, '***'),
      text,
    );
  }

  async #read(): Promise<string> {
    const login = this.#login;
    if (login.type === 'token') return checkToken(login.token, 'SLUICE_TOKEN');
    if (login.type === 'token-file') {
      const file = path.resolve(this.#surroundings.cwd, login.file);
      try {
        return checkToken(await readFile(file, 'utf8'), `The file ${file}`);
      } catch (error) {
        if (error instanceof CommandError) throw error;
        throw usageError(
          `The file of the token can't be read: ${(error as Error).message}`,
        );
      }
    }
    return this.#ask(login);
  }

  async #ask(login: Extract<Login, { type: 'oidc' }>): Promise<string> {
    const url = new URL(login.requestUrl);
    url.searchParams.set('audience', this.#audience);
    const response = await this.#fetch(url.href, {
      headers: { authorization: `Bearer ${login.requestToken}` },
    });
    const body = response.ok ? await response.json().catch(() => null) : null;
    if (typeof body?.value !== 'string') {
      throw new CommandError(
        EXIT.refused,
        `GitHub Actions gives no OIDC token (${response.status}): the job needs the permission id-token: write`,
        response.status,
      );
    }
    return checkToken(body.value, 'The OIDC token of GitHub Actions');
  }
}
