import { CustomErrorBase } from '@backstage/errors';

/**
 * What kind of failure it is, because what follows differs:
 *
 * - `network`, `busy` (429), `server` (5xx), `truncated`: worth another try
 * - `refused` (401, 403), `not-found` (404), `rejected` (other 4xx), `not-json`: the same request fails again
 *
 * @internal
 */
export type AirflowFailure =
  | 'network'
  | 'busy'
  | 'server'
  | 'truncated'
  | 'refused'
  | 'not-found'
  | 'rejected'
  | 'not-json';

const WORTH_ANOTHER_TRY: ReadonlySet<AirflowFailure> = new Set([
  'network',
  'busy',
  'server',
  'truncated',
]);

/**
 * An Airflow that can't be read, said for people: which one, what failed, how to fix it. Never holds a secret.
 *
 * @internal
 */
export class AirflowError extends CustomErrorBase {
  readonly failure: AirflowFailure;
  readonly status?: number;
  /** How long Airflow asks to wait. */
  readonly retryAfterSeconds?: number;

  constructor(
    message: string,
    options: {
      failure: AirflowFailure;
      status?: number;
      retryAfterSeconds?: number;
    },
  ) {
    super(message);
    this.failure = options.failure;
    this.status = options.status;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get isWorthAnotherTry(): boolean {
    return WORTH_ANOTHER_TRY.has(this.failure);
  }
}

/** Narrows to an {@link AirflowError} of one kind. @internal */
export function isAirflowFailure(
  error: unknown,
  ...failures: AirflowFailure[]
): error is AirflowError {
  return error instanceof AirflowError && failures.includes(error.failure);
}
