/**
 * What was sent can be read, and breaks a rule all the same. Answered with 422, which `@backstage/errors` has no error for.
 *
 * @public
 */
export class UnprocessableError extends Error {
  override readonly name = 'UnprocessableError';
  /** Read by Backstage's error handler. */
  readonly statusCode = 422;
}
