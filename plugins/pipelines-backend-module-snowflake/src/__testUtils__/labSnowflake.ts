import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const CONTROL = resolve(
  __dirname,
  '../../../../lab/suites/snowflake/control.mjs',
);

/** The lab's Snowflake and its dbt, at the end of a wire. */
export class LabSnowflake {
  readonly #child: ChildProcess;
  #last: Promise<unknown> = Promise.resolve();

  static open(): LabSnowflake {
    return new LabSnowflake(fork(CONTROL, { execArgv: [] }));
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** A method or property of the lab's `snowflakeControl`. */
  snowflake(method: string, ...args: unknown[]): Promise<any> {
    return this.#call('snowflake', method, args);
  }

  /** A method or property of the lab's `dbtProject` on Snowflake. */
  dbt(method: string, ...args: unknown[]): Promise<any> {
    return this.#call('dbt', method, args);
  }

  /** One after another, since answers are told apart by their order. */
  #call(on: string, method: string, args: unknown[]): Promise<any> {
    const answer = this.#last.then(async () => {
      this.#child.send({ id: 0, on, method, args });
      const ended = new AbortController();
      const [message]: any[] = await Promise.race([
        once(this.#child, 'message', { signal: ended.signal }),
        once(this.#child, 'exit', { signal: ended.signal }).then(([code]) => [
          { error: `The lab's control ended with ${code}` },
        ]),
      ]).finally(() => ended.abort());
      if (message.error) throw new Error(message.error);
      return message.result;
    });
    this.#last = answer.catch(() => {});
    return answer;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}
