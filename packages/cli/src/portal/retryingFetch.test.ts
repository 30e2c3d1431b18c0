import { retryingFetch } from './retryingFetch';

const URL = 'https://sluice.example/api/pipelines/promotions';

function start(answers: Array<Response | Error>) {
  const slept: number[] = [];
  let asked = 0;
  const again = retryingFetch({
    timeoutMs: 1000,
    retry: { retries: 2, minTimeoutMs: 1 },
    surroundings: {
      async sleep(ms) {
        slept.push(ms);
      },
      fetch: async (_, init) => {
        expect(init?.redirect).toBe('manual');
        const answer = answers[Math.min(asked++, answers.length - 1)];
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
  });
  return { again, slept, asked: () => asked };
}

const lost = () =>
  new TypeError('fetch failed', { cause: new Error('ECONNRESET') });

describe('retryingFetch', () => {
  it('tries again what was not reached, and what was busy as late as it asks', async () => {
    const { again, asked, slept } = start([
      lost(),
      new Response('', { status: 429, headers: { 'retry-after': '3' } }),
      new Response('ok'),
    ]);
    expect(await (await again(URL)).text()).toBe('ok');
    expect(asked()).toBe(3);
    expect(slept).toEqual([3000]);
  });

  it('gives the last answer, and the error of fetch, when it gives up', async () => {
    const busy = start([new Response('', { status: 503 })]);
    expect((await busy.again(URL)).status).toBe(503);
    expect(busy.asked()).toBe(3);
    const gone = start([lost()]);
    await expect(gone.again(URL)).rejects.toThrow('fetch failed');
    expect(gone.asked()).toBe(3);
  });

  it('sends once what may do something twice', async () => {
    const once = start([lost()]);
    await expect(once.again(URL, { method: 'POST' })).rejects.toThrow(
      'fetch failed',
    );
    expect(once.asked()).toBe(1);
    const busy = start([new Response('', { status: 503 })]);
    expect((await busy.again(URL, { method: 'POST' })).status).toBe(503);
    expect(busy.asked()).toBe(1);
    const keyed = start([lost(), new Response('ok')]);
    const headers = { 'Idempotency-Key': 'k' };
    expect((await keyed.again(URL, { method: 'POST', headers })).ok).toBe(true);
  });
});
