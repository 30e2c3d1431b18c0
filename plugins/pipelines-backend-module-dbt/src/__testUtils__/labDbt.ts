import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const CONTROL = resolve(__dirname, '../../../../lab/suites/dbt/control.mjs');

/** The lab's dbt project, at the end of a wire. */
export class LabDbt {
  readonly #child: ChildProcess;
  #last: Promise<unknown> = Promise.resolve();

  static open(): LabDbt {
    return new LabDbt(fork(CONTROL, { execArgv: [] }));
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** A method or property of the lab's `dbtProject`. One after another, since they share a folder and a database. */
  call(method: string, ...args: unknown[]): Promise<any> {
    const answer = this.#last.then(async () => {
      this.#child.send({ id: 0, method, args });
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
