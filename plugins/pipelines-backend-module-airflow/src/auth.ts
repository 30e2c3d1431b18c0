import type { AirflowAuth } from './config';

/** A token is renewed this long before it expires. */
const RENEW_BEFORE_MS = 60_000;
/** How long a token is used that doesn't say when it expires. */
const OPAQUE_TOKEN_MS = 10 * 60_000;

/**
 * Buys a token: the only request that carries the password.
 *
 * @internal
 */
export type TokenExchange = (request: {
  path: string;
  username: string;
  password: string;
}) => Promise<string>;

/**
 * What goes into the `Authorization` header.
 *
 * @internal
 */
export interface Login {
  /** @throws AirflowError if the login is refused */
  header(exchange: TokenExchange): Promise<string>;
  /** After a 401. @returns false if the same header would be sent again */
  forget(header: string): boolean;
}

/** Buys a token, keeps it until shortly before it expires, and buys another when it is refused. */
class TokenLogin implements Login {
  readonly #auth: Extract<AirflowAuth, { type: 'token' }>;
  readonly #now: () => Date;
  #current?: { header: string; renewAt: number };
  #pending?: Promise<string>;

  constructor(auth: Extract<AirflowAuth, { type: 'token' }>, now: () => Date) {
    this.#auth = auth;
    this.#now = now;
  }

  async header(exchange: TokenExchange): Promise<string> {
    if (this.#current && this.#now().getTime() < this.#current.renewAt) {
      return this.#current.header;
    }
    // Requests that run side by side share one exchange.
    this.#pending ??= this.#buy(exchange).finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  forget(header: string): boolean {
    if (this.#current?.header === header) this.#current = undefined;
    return true;
  }

  async #buy(exchange: TokenExchange): Promise<string> {
    const { path, username, password } = this.#auth;
    const token = await exchange({ path, username, password });
    this.#current = {
      header: `Bearer ${token}`,
      renewAt: renewAt(token, this.#now()),
    };
    return this.#current.header;
  }
}

/** The login that an instance is configured with. @internal */
export function createLogin(auth: AirflowAuth, now: () => Date): Login {
  switch (auth.type) {
    case 'basic':
      return fixed(
        `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString(
          'base64',
        )}`,
      );
    case 'bearer':
      return fixed(`Bearer ${auth.token}`);
    default:
      return new TokenLogin(auth, now);
  }
}

function fixed(header: string): Login {
  return { header: async () => header, forget: () => false };
}

/**
 * When to buy the next token: shortly before the `exp` of a JWT, or at half of its life if it is a short one.
 *
 * @returns milliseconds since the epoch
 * @internal
 */
export function renewAt(token: string, now: Date): number {
  const from = now.getTime();
  const expires = readExpiry(token);
  if (expires === undefined) return from + OPAQUE_TOKEN_MS;
  const life = expires - from;
  return from + Math.max(life - RENEW_BEFORE_MS, life / 2);
}

function readExpiry(token: string): number | undefined {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url');
    const { exp } = JSON.parse(payload.toString('utf8'));
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
