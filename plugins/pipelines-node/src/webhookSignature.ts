import { createHmac, timingSafeEqual } from 'node:crypto';

/** Why a signed request isn't taken in. @public */
export type WebhookFault = 'timestamp' | 'old' | 'signature';

/**
 * The signature of a body: HMAC-SHA256, in hex, of the timestamp, a full stop and the body, after the version of this rule.
 *
 * @param timestamp - seconds since 1970
 * @public
 */
export function signWebhook(
  secret: string,
  timestamp: string,
  body: string | Buffer,
): string {
  const mac = createHmac('sha256', secret);
  mac.update(`${timestamp}.`).update(body);
  return `v1=${mac.digest('hex')}`;
}

/**
 * Checks a signed request. Signatures are compared in a time that tells nothing of them.
 *
 * @param request - as it was received, byte by byte
 * @param nowMs - milliseconds since 1970
 * @returns undefined if it is good
 * @public
 */
export function webhookFault(
  request: {
    timestamp: string | undefined;
    signature: string | undefined;
    body: Buffer;
  },
  secret: string,
  { nowMs, toleranceSeconds }: { nowMs: number; toleranceSeconds: number },
): WebhookFault | undefined {
  const { body, signature, timestamp } = request;
  if (!timestamp || !/^\d{1,12}$/.test(timestamp)) return 'timestamp';
  // The signature first: an old request that nobody signed says nothing of clocks.
  const expected = Buffer.from(signWebhook(secret, timestamp, body));
  const given = Buffer.from(signature ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return 'signature';
  }
  const ageMs = Math.abs(nowMs - Number(timestamp) * 1000);
  return ageMs > toleranceSeconds * 1000 ? 'old' : undefined;
}
