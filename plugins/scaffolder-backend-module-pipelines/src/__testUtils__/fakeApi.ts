import { ResponseError } from '@backstage/errors';
import type { ClientOf } from '../api/clientOf';

/** A call that an action made of the pipelines backend. */
export type ApiCall = {
  call: string;
  body?: unknown;
  path?: Record<string, unknown>;
  key?: string;
};

/** A pipelines backend of which a test says what it answers. */
export class FakeApi {
  readonly calls: ApiCall[] = [];
  readonly #answers = new Map<string, (body: any) => unknown>();

  /** @param call - such as `POST /promotions` */
  answer(call: string, answer: (body: any) => unknown): this {
    this.#answers.set(call, answer);
    return this;
  }

  /** Lets a call be refused. */
  refuse(call: string, status: number, message: string): this {
    return this.answer(call, async () => {
      throw await ResponseError.fromResponse(
        new Response(
          JSON.stringify({
            error: { name: 'Refused', message },
            response: { statusCode: status },
          }),
          { status, headers: { 'content-type': 'application/json' } },
        ) as never,
      );
    });
  }

  readonly clientOf: ClientOf = () => {
    const send = (method: string) => async (path: string, init?: any) => {
      const call = `${method} ${path}`;
      this.calls.push({
        call,
        ...(init?.body && { body: init.body }),
        ...(init?.params?.path && { path: init.params.path }),
        ...(init?.params?.header && {
          key: init.params.header['Idempotency-Key'],
        }),
      });
      const answer = this.#answers.get(call);
      if (!answer) throw new Error(`The test says nothing of ${call}`);
      return { data: await answer(init?.body) };
    };
    return { GET: send('GET'), POST: send('POST') } as never;
  };
}
