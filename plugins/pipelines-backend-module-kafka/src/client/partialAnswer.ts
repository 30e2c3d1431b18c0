/**
 * What a request was answered, if the client throws since a part of the answer is an error: the error carries the whole answer.
 *
 * @returns undefined if nothing was answered
 * @internal
 */
export function partialAnswer<A>(error: unknown): A | undefined {
  type Carrying = { response?: unknown; cause?: unknown; errors?: unknown[] };
  let at = error as Carrying | undefined;
  while (at && typeof at === 'object') {
    if (at.response !== undefined) return at.response as A;
    at = (at.errors?.[0] ?? at.cause) as Carrying | undefined;
  }
  return undefined;
}
