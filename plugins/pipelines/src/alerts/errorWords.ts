/** What the backend said, which the client wraps in an error of its own. @internal */
export function errorWords(error: Error): string {
  return error.cause instanceof Error && error.cause.message
    ? error.cause.message
    : error.message;
}
