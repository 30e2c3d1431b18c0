import { mockServices } from '@backstage/backend-test-utils';
import { FakeApi } from '../__testUtils__/fakeApi';
import { waitForUnit } from './waitForUnit';

describe('waitForUnit', () => {
  const logger = mockServices.logger.mock();
  const wait = (
    members: unknown[][],
    options: { seconds: number; signal?: AbortSignal },
  ) => {
    const api = new FakeApi().answer('GET /units', () => ({
      items: [
        { name: 'orders', members: members.shift() ?? members.at(-1) ?? [] },
      ],
    }));
    return waitForUnit(
      { logger, signal: options.signal },
      {
        client: api.clientOf({} as never),
        unit: 'orders',
        seconds: options.seconds,
        everyMs: 1,
      },
    ).then(() => api.calls.length);
  };

  it('goes on once a pipeline is a member', async () => {
    expect(await wait([[{}]], { seconds: 0 })).toBe(1);
    expect(await wait([[], [], [{}]], { seconds: 60 })).toBe(3);
  });

  it('gives up, and says what to look at', async () => {
    await expect(wait([], { seconds: 0 })).rejects.toThrow(
      'No pipeline is a member of the unit orders after 0 s: is its entity in the catalog',
    );
  });

  it('stops when the task is cancelled', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await expect(
      wait([], { seconds: 600, signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
