import { CustomErrorBase, isError } from '@backstage/errors';

/**
 * What kind of failure it is, because what follows differs:
 *
 * - `network`: worth another try
 * - `session-lost`: the session is gone for good; a new login may help
 * - `login-refused`: wrong key, user, role or network policy; nothing can be read until somebody mends it
 * - `not-found`: an object that doesn't exist, or that the role may not see: Snowflake doesn't tell which
 * - `timeout`: the statement was ended, by the server's time-out or by ours
 * - `rejected`: the same statement fails again
 * - `capped`: our own resource cap; nothing was sent
 *
 * @internal
 */
export type SnowflakeFailure =
  | 'network'
  | 'session-lost'
  | 'login-refused'
  | 'not-found'
  | 'timeout'
  | 'rejected'
  | 'capped';

/** A Snowflake that can't be read, said for people: what failed, how to fix it. Never holds a secret or data. @internal */
export class SnowflakeError extends CustomErrorBase {
  readonly failure: SnowflakeFailure;
  /** Snowflake's own, such as `002003`. */
  readonly code?: string;

  constructor(
    message: string,
    options: { failure: SnowflakeFailure; code?: string },
  ) {
    super(message);
    this.failure = options.failure;
    this.code = options.code;
  }
}

/** Narrows to a {@link SnowflakeError} of one of these kinds. @internal */
export function isSnowflakeFailure(
  error: unknown,
  ...failures: SnowflakeFailure[]
): error is SnowflakeError {
  return error instanceof SnowflakeError && failures.includes(error.failure);
}

/** Codes of Snowflake's server and of snowflake-sdk (its `error_code.d.ts`), as text. */
const FAILURE_OF_CODE: Record<string, SnowflakeFailure> = {
  // The session token expired and wasn't renewed; the session is gone; its master token expired; the connection is closed.
  390112: 'session-lost',
  390111: 'session-lost',
  390114: 'session-lost',
  390104: 'session-lost',
  401004: 'session-lost',
  407001: 'session-lost',
  407002: 'session-lost',
  401001: 'network',
  401002: 'network',
  401003: 'network',
  402001: 'network',
  402002: 'network',
  // Object doesn't exist, schema doesn't exist, insufficient privileges.
  '002003': 'not-found',
  '002043': 'not-found',
  '003001': 'not-found',
  // Cancelled, statement timed out.
  '000604': 'timeout',
  '000630': 'timeout',
};

const HINT_OF_CODE: Record<string, string> = {
  390100: 'check the user name and the password',
  390144:
    'check that the public key of this private key is set on the user (RSA_PUBLIC_KEY), that account and user name are right, and that the clocks agree',
  390186: 'check that the role exists and is granted to the user',
  390189: 'check that the role exists and is granted to the user',
  390201: 'check that database, warehouse and role exist',
  390422: 'the network policy of the account refuses the address of this host',
  '000606': 'name a warehouse that the role may use',
};

/** Classes of SQL state in which messages quote values: data exceptions, and constraint violations. */
const QUOTES_DATA = /^2[23]/;
const MAX_TEXT = 200;

/**
 * What snowflake-sdk threw, as one of ours.
 *
 * @param what - what was tried, to begin the message with: `The login of SVC to MYORG-PROD`
 * @internal
 */
export function toSnowflakeError(error: unknown, what: string): SnowflakeError {
  if (error instanceof SnowflakeError) return error;
  const { code: rawCode, sqlState } = (error ?? {}) as {
    code?: unknown;
    sqlState?: unknown;
  };
  const code = rawCode === undefined ? undefined : String(rawCode);
  const failure =
    (code ? FAILURE_OF_CODE[code] : undefined) ??
    (code?.startsWith('390') ? 'login-refused' : undefined) ??
    (isNetworkCode(code) ? 'network' : 'rejected');
  const text = QUOTES_DATA.test(String(sqlState ?? ''))
    ? 'a value that it can not convert'
    : (isError(error) ? error.message : String(error))
        .replace(/\s+/g, ' ')
        .slice(0, MAX_TEXT);
  const hint = code && HINT_OF_CODE[code];
  return new SnowflakeError(
    `${what} failed${code ? ` (${code})` : ''}: ${text}${
      hint ? `; ${hint}` : ''
    }`,
    { failure, code },
  );
}

/** Node's own errors of sockets, such as ECONNREFUSED. */
function isNetworkCode(code: string | undefined): boolean {
  return code !== undefined && /^E[A-Z]+$/.test(code);
}
