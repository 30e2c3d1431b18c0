import { run } from '../program';
import type { Surroundings } from '../surroundings';

/** What a call of the program came to. */
export type Called = {
  exitCode: number;
  out: string;
  err: string;
  /** The standard output as JSON. */
  json(): any;
  /** How long it would have slept, in milliseconds. */
  slept: number[];
};

/** Calls the program in surroundings whose clock only moves while it sleeps. */
export async function call(
  args: string[],
  options: Partial<Pick<Surroundings, 'env' | 'cwd' | 'fetch'>> = {},
): Promise<Called> {
  let out = '';
  let err = '';
  let time = Date.parse('2026-11-26T12:00:00.000Z');
  const slept: number[] = [];
  const exitCode = await run(
    args,
    {
      env: {},
      cwd: __dirname,
      fetch: (input, init) => fetch(input, init),
      now: () => time,
      async sleep(ms) {
        slept.push(ms);
        time += ms;
      },
      out(text) {
        out += text;
      },
      err(text) {
        err += text;
      },
      ...options,
    },
    { retry: { retries: 2, minTimeoutMs: 1 } },
  );
  return { exitCode, out, err, slept, json: () => JSON.parse(out) };
}

/** A portal's answer: the status and the body. */
export type Answer = [status: number, body: unknown, headers?: object];
/** A request as the portal sees it. */
export type Asked = {
  method: string;
  /** Path and query behind /api/pipelines. */
  path: string;
  headers: Headers;
  body: any;
};

/** A portal that gives these answers in their order, the last one for ever. */
export function portalOf(...answers: Array<Answer | Error>) {
  const asked: Asked[] = [];
  const answer: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    asked.push({
      method: init.method ?? 'GET',
      path: `${url.pathname}${url.search}`.replace('/api/pipelines', ''),
      headers: new Headers(init.headers),
      body: init.body && JSON.parse(String(init.body)),
    });
    const next = answers[Math.min(asked.length, answers.length) - 1];
    if (next instanceof Error) throw next;
    const [status, body, headers = {}] = next;
    return new Response(
      typeof body === 'string' ? body : JSON.stringify(body),
      {
        status,
        headers: { 'content-type': 'application/json', ...headers },
      },
    );
  };
  return {
    asked,
    options: {
      fetch: answer,
      env: {
        SLUICE_URL: 'https://sluice.example',
        SLUICE_TOKEN: 'not-a-secret',
      },
    },
  };
}

/** An error as Backstage's backends answer. */
export function errorBody(status: number, message: string) {
  return {
    error: { name: 'Error', message },
    request: { method: 'GET', url: '/' },
    response: { statusCode: status },
  };
}
