/**
 * What kind of failure it is, because what follows differs:
 *
 * - `network`, `busy` (429), `server` (5xx): worth another try
 * - `refused` (401, 403), `not-found` (404), `rejected` (other 4xx), `not-json`: the same request fails again
 *
 * @public
 */
export type JsonFailure =
  | 'network'
  | 'busy'
  | 'server'
  | 'refused'
  | 'not-found'
  | 'rejected'
  | 'not-json';

const WORTH_ANOTHER_TRY: ReadonlySet<JsonFailure> = new Set([
  'network',
  'busy',
  'server',
]);
const MAX_DETAIL_LENGTH = 300;

/**
 * A service that can't be read, said for people: which one, what failed, which key to look at. Never holds a secret.
 *
 * @public
 */
export class JsonClientError extends Error {
  override readonly name = 'JsonClientError';
  readonly failure: JsonFailure;
  readonly status?: number;
  /** What the service itself calls the error, such as 40401 of a schema registry. */
  readonly code?: number;
  /** How long the service asks to wait. */
  readonly retryAfterSeconds?: number;

  constructor(
    message: string,
    options: {
      failure: JsonFailure;
      status?: number;
      code?: number;
      retryAfterSeconds?: number;
    },
  ) {
    super(message);
    this.failure = options.failure;
    this.status = options.status;
    this.code = options.code;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** Whether the same request may succeed a moment later. */
  get isWorthAnotherTry(): boolean {
    return WORTH_ANOTHER_TRY.has(this.failure);
  }
}

/**
 * The JSON of an answer.
 *
 * @throws JsonClientError that says what is wrong with the answer, and where to look
 * @internal
 */
export function readJsonAnswer(
  answer: { status: number; retryAfter?: string; text: string },
  asked: { title: string; configKey: string; path: string },
): unknown {
  const { status, text } = answer;
  const { configKey, path, title } = asked;
  if (status >= 300) throw failureOf(answer, asked);
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new JsonClientError(
      `${title} answered something that isn't JSON to ${path}: is ${configKey}.url the base of its API, or is there a login page in front?`,
      { failure: 'not-json', status },
    );
  }
}

function failureOf(
  answer: { status: number; retryAfter?: string; text: string },
  asked: { title: string; configKey: string; path: string },
): JsonClientError {
  const { status, text } = answer;
  const { configKey, path, title } = asked;
  const { code, words } = detailOf(text);
  const detail = words ? `, ${words}` : '';
  if (status < 400) {
    return new JsonClientError(
      `${title} redirects ${path} (${status}): is ${configKey}.url the base of its API, or is there a login page in front?`,
      { failure: 'not-json', status },
    );
  }
  if (status === 401 || status === 403) {
    return new JsonClientError(
      `${title} refused ${path} (${status}${detail}): check ${configKey}.auth, and what that login may read`,
      { failure: 'refused', status, code },
    );
  }
  if (status === 404) {
    return new JsonClientError(`${title} has no ${path} (404${detail})`, {
      failure: 'not-found',
      status,
      code,
    });
  }
  if (status === 429) {
    return new JsonClientError(`${title} says there are too many requests`, {
      failure: 'busy',
      status,
      retryAfterSeconds: secondsOf(answer.retryAfter),
    });
  }
  return new JsonClientError(
    status >= 500
      ? `${title} failed to answer ${path} (${status}${detail}): look at its log`
      : `${title} rejected ${path} (${status}${detail})`,
    { failure: status >= 500 ? 'server' : 'rejected', status, code },
  );
}

/** What the service says itself: `message` and `error_code` of what Confluent made, `detail` or `title` of others. */
function detailOf(text: string): { code?: number; words?: string } {
  let body: Record<string, unknown> | null;
  try {
    body = JSON.parse(text);
  } catch {
    return {};
  }
  const words = body?.message ?? body?.detail ?? body?.title;
  const code = body?.error_code;
  return {
    code: typeof code === 'number' ? code : undefined,
    words:
      typeof words === 'string' && words
        ? words.replace(/\s+/g, ' ').slice(0, MAX_DETAIL_LENGTH)
        : undefined,
  };
}

function secondsOf(retryAfter: string | undefined): number | undefined {
  return retryAfter && /^\d+$/.test(retryAfter.trim())
    ? Number(retryAfter)
    : undefined;
}
