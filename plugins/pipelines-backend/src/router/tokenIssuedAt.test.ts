import { tokenIssuedAt } from './tokenIssuedAt';

const request = (authorization?: string) =>
  ({ header: () => authorization } as never);
const token = (claims: string) =>
  `Bearer x.${Buffer.from(claims).toString('base64url')}.y`;

describe('tokenIssuedAt', () => {
  it.each([
    [token('{"iat":1795500000}'), '2026-11-24T06:00:00.000Z'],
    [token('{"iat":"soon"}'), null],
    [token('{}'), null],
    [token('nonsense'), null],
    ['Bearer opaque', null],
    [undefined, null],
  ])('%s: %s', (authorization, expected) => {
    expect(tokenIssuedAt(request(authorization))).toBe(expected);
  });
});
