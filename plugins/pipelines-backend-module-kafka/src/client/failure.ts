/**
 * Why a request, or the connection for it, failed: the innermost message, since outer ones say only that something did. Never holds a
 * credential: none of these messages does.
 *
 * @internal
 */
export function failureOf(error: unknown): string {
  const messages: string[] = [];
  const seen = new Set<unknown>();
  let at = error as Partial<AggregateError> | undefined;
  // By its shape: an error of Node's own is not an Error of every realm.
  while (at && typeof at === 'object' && !seen.has(at)) {
    seen.add(at);
    if (at.message) messages.push(at.message.replace(/\.$/, ''));
    const { cause, errors } = at;
    at = (cause ?? errors?.[0]) as typeof at;
  }
  const innermost = messages.at(-1) ?? 'it gave no reason';
  return `${innermost}${hintOf(innermost)}`;
}

/** What to do about it, where that can be told. */
function hintOf(message: string): string {
  if (
    /wrong version number|TLS handshake failed|packet length too long/i.test(
      message,
    )
  ) {
    return ': the port may not speak TLS; compare tls with the listener of the broker';
  }
  if (/certificate|self.signed/i.test(message)) {
    return ': name the authority under tls.ca';
  }
  if (
    /invalid username or password|authentication failed|SASL_AUTHENTICATION_FAILED/i.test(
      message,
    )
  ) {
    return ': check sasl';
  }
  return '';
}
