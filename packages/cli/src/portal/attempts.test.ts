import { isSafeToRepeat, pauseAfter } from './attempts';

const BASE = 'https://sluice.example/api/pipelines';

describe('isSafeToRepeat', () => {
  it.each([
    ['GET', '/ledger/verify', {}, true],
    ['POST', '/releases', {}, true],
    ['POST', '/releases/12/evidence', {}, true],
    ['POST', '/promotions/plan', {}, true],
    ['POST', '/promotions', {}, false],
    ['POST', '/promotions', { 'Idempotency-Key': 'k' }, true],
    ['POST', '/releases/record', {}, true],
    ['POST', '/promotions/12/cancel', {}, false],
  ])('%s %s %j: %s', (method, path, headers, expected) => {
    expect(
      isSafeToRepeat({
        method,
        url: `${BASE}${path}`,
        headers: new Headers(headers as Record<string, string>),
      }),
    ).toBe(expected);
  });
});

describe('pauseAfter', () => {
  it.each([
    [200, null, undefined],
    [400, null, undefined],
    [409, '5', undefined],
    [429, '5', 5],
    [429, '31', undefined],
    [503, null, 0],
    [503, 'Wed, 21 Oct 2026 07:28:00 GMT', 0],
  ])('%d %s: %s', (status, retryAfter, expected) => {
    expect(pauseAfter({ status, retryAfter })).toBe(expected);
  });
});
