import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';

const ERRORS: Partial<Record<number, new (message: string) => Error>> = {
  400: InputError,
  403: NotAllowedError,
  404: NotFoundError,
  409: ConflictError,
  422: InputError,
  503: ServiceUnavailableError,
};

/**
 * Makes a call to the pipelines backend, so that the log of a task says what was tried and what the backend says to that, instead of a
 * status.
 *
 * @param what - what is tried, as the beginning of a sentence: `Registering the release`
 * @throws an error of `@backstage/errors` with the message of the backend
 * @internal
 */
export async function calling<T>(
  what: string,
  call: () => Promise<{ data?: T }>,
): Promise<T> {
  try {
    const { data } = await call();
    if (data === undefined) throw new Error('it answered nothing');
    return data;
  } catch (error) {
    if (error instanceof ResponseError) {
      const Type = ERRORS[error.statusCode] ?? Error;
      throw new Type(`${what} was refused: ${error.cause.message}`);
    }
    if (!(error instanceof Error)) throw error;
    // Whoever reads it in a task can't know that "fetch failed" is about the pipelines backend.
    throw new ServiceUnavailableError(
      `${what} did not work, because the pipelines backend could not be reached or understood: ${error.message}`,
    );
  }
}
