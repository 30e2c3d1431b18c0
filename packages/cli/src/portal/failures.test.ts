import { call, errorBody, portalOf, type Answer } from '../__testUtils__/call';

describe('what fails', () => {
  it.each<[string, Answer | Error, number, string]>([
    ['a refusal', [409, errorBody(409, 'Not now')], 1, '(409): Not now'],
    ['a login', [401, errorBody(401, 'Who?')], 5, 'SLUICE_TOKEN'],
    ['a permission', [403, errorBody(403, 'You need x')], 5, 'You need x'],
    ['an error', [500, errorBody(500, 'Oops')], 3, '(500): Oops'],
    ['a proxy', [502, '<html>'], 3, '(502)'],
    ['a redirect', [302, '', { location: '/login' }], 3, 'login page'],
    ['a page', [200, '<html>'], 3, "isn't JSON"],
    [
      'the network',
      new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }),
      3,
      "https://sluice.example can't be reached: ECONNREFUSED",
    ],
    [
      'a pause that is too long',
      [429, errorBody(429, 'Busy'), { 'retry-after': '100' }],
      3,
      '(429): Busy',
    ],
  ])('is told: %s', async (_, answer, exitCode, says) => {
    const { options } = portalOf(answer);
    const told = await call(['status', '12', '--json'], options);
    expect(told.exitCode).toBe(exitCode);
    expect(told.err).toMatch(/^sluice: /);
    expect(told.err).toContain(says);
    expect(told.json().error).toMatchObject({ exitCode });
  });

  it('never shows the token, even if the portal repeats it', async () => {
    const { options } = portalOf([400, errorBody(400, 'Bad not-a-secret!')]);
    const { err, out } = await call(['status', '12', '--json'], options);
    expect(err).toContain('Bad ***!');
    expect(out).not.toContain('not-a-secret');
  });

  it('warns where the token can be read on its way', async () => {
    const { options } = portalOf([404, errorBody(404, 'none')]);
    const { err } = await call(
      ['status', '12', '--url=http://sluice.example'],
      options,
    );
    expect(err).toContain('warning: http://sluice.example is not https');
  });
});
