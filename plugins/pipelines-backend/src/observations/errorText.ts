const MAX_LENGTH = 1000;

/**
 * What an error says, fit to be stored and shown: without credentials in URLs, Authorization values and named secrets.
 *
 * Sources are asked not to put secrets into messages; HTTP clients do it for them.
 *
 * @internal
 */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? describe(error) : String(error);
  return withoutSecrets(text).replaceAll('\0', '').slice(0, MAX_LENGTH);
}

/** Removes what looks like a secret. @internal */
export function withoutSecrets(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/?#]*@/gi, '$1')
    .replace(
      /\b(proxy-authorization|authorization|x-api-key|cookie|set-cookie)(["']?\s*[:=]\s*["']?)[^\n"',]+/gi,
      '$1$2[removed]',
    )
    .replace(
      /\b(bearer|basic)\s+(?=\S*\d|\S{20})[a-z0-9._~+/-]{6,}=*/gi,
      '$1 [removed]',
    )
    .replace(
      /\b((?:access_|refresh_|id_|api_?)?(?:token|key)|password|passwd|pwd|secret|client_secret|sig|signature)(["']?\s*[=:]\s*["']?)[^\s&"',;)]+/gi,
      '$1$2[removed]',
    );
}

/** Fetch says only "fetch failed" and hides the reason in `cause`. */
function describe(error: Error): string {
  const { cause } = error;
  const reason =
    cause instanceof Error && !error.message.includes(cause.message)
      ? cause.message
      : '';
  const message = error.message || error.name;
  return reason ? `${message}: ${reason}` : message;
}
