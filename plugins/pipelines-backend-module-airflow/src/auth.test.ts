import { createLogin, renewAt } from './auth';

const NOW = new Date('2026-11-21T12:00:00Z');

/** A JWT with a fake signature. */
const jwt = (payload: object) =>
  `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.fake`;

const expiring = (seconds: number) =>
  jwt({ exp: NOW.getTime() / 1000 + seconds });

describe('createLogin', () => {
  it.each([
    [
      'basic',
      { type: 'basic' as const, username: 'zoë', password: 'p:ä' },
      `Basic ${Buffer.from('zoë:p:ä').toString('base64')}`,
    ],
    ['bearer', { type: 'bearer' as const, token: 'fake' }, 'Bearer fake'],
  ])('always sends the same %s header', async (_, auth, header) => {
    const login = createLogin(auth, () => NOW);
    const exchange = jest.fn();
    expect(await login.header(exchange)).toBe(header);
    expect(login.forget(header)).toBe(false);
    expect(exchange).not.toHaveBeenCalled();
  });

  describe('token', () => {
    let now = NOW;
    const login = () =>
      createLogin(
        {
          type: 'token',
          username: 'sluice',
          password: 'fake',
          path: '/auth/token',
        },
        () => now,
      );

    beforeEach(() => {
      now = NOW;
    });

    it('buys one token for requests that run side by side', async () => {
      const exchange = jest.fn(async () => expiring(3600));
      const subject = login();
      const headers = await Promise.all([
        subject.header(exchange),
        subject.header(exchange),
      ]);
      expect(new Set(headers)).toEqual(new Set([`Bearer ${expiring(3600)}`]));
      expect(exchange.mock.calls).toEqual([
        [{ path: '/auth/token', username: 'sluice', password: 'fake' }],
      ]);
    });

    it('keeps it until a minute before it expires', async () => {
      const exchange = jest.fn(async () => expiring(3600));
      const subject = login();
      await subject.header(exchange);
      now = new Date(NOW.getTime() + 3539_000);
      await subject.header(exchange);
      expect(exchange).toHaveBeenCalledTimes(1);
      now = new Date(NOW.getTime() + 3540_000);
      await subject.header(exchange);
      expect(exchange).toHaveBeenCalledTimes(2);
    });

    it('buys another once the old one was refused', async () => {
      const exchange = jest.fn(async () => expiring(3600));
      const subject = login();
      const header = await subject.header(exchange);
      expect(subject.forget(header)).toBe(true);
      await subject.header(exchange);
      expect(exchange).toHaveBeenCalledTimes(2);
    });

    it('tries again after a failed purchase', async () => {
      const exchange = jest
        .fn(async () => expiring(3600))
        .mockRejectedValueOnce(new Error('down'));
      const subject = login();
      await expect(subject.header(exchange)).rejects.toThrow('down');
      expect(await subject.header(exchange)).toContain('Bearer');
    });
  });
});

describe('renewAt', () => {
  it.each([
    ['a day', expiring(86400), 86340],
    ['a minute and a half', expiring(90), 45],
    ['no expiry', jwt({}), 600],
    ['no JWT', 'opaque', 600],
  ])('of a token with %s', (_, token, seconds) => {
    expect((renewAt(token, NOW) - NOW.getTime()) / 1000).toBe(seconds);
  });
});
