import { LOCAL_URL, localTransport } from './localTransport';

const request = (url: string) =>
  localTransport(
    '/no/such/repository.git',
    new AbortController().signal,
  ).request({ url });

describe('localTransport', () => {
  it('runs no other command of git', async () => {
    await expect(
      request(`${LOCAL_URL}/info/refs?service=git-daemon`),
    ).rejects.toThrow('Git has no service git-daemon');
    await expect(request(`${LOCAL_URL}/git-gc`)).rejects.toThrow('no service');
  });

  it('says what git says of a folder that is no repository', async () => {
    await expect(
      request(`${LOCAL_URL}/info/refs?service=git-upload-pack`),
    ).rejects.toThrow(/git upload-pack ended with \d+: .*not appear to be/);
  });
});
