import type { Request } from 'express';

/**
 * When the token of a request was issued: the closest that Backstage says to when its person signed in. The token has been verified
 * before this reads it.
 *
 * @returns ISO 8601 in UTC, or null if the token doesn't say
 * @internal
 */
export function tokenIssuedAt(request: Request): string | null {
  const [, claims] =
    request
      .header('authorization')
      ?.replace(/^bearer /i, '')
      .split('.') ?? [];
  if (!claims) return null;
  try {
    const { iat } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    return typeof iat === 'number' ? new Date(iat * 1000).toISOString() : null;
  } catch {
    return null;
  }
}
