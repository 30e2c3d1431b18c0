import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const CONTROL = resolve(
  __dirname,
  '../../../../lab/suites/airflow/control.mjs',
);

/** What the lab can do to one of its Airflows: methods and properties of its `AirflowControl`, or of its `Deployments`. */
export type LabAirflow = {
  readonly name: string;
  call(method: string, ...args: unknown[]): Promise<any>;
};

/** The lab, at the end of a wire. */
export class Lab {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();
  #lastId = 0;

  static open(): Lab {
    return new Lab(fork(CONTROL, { execArgv: [] }));
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (answer: any) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.error) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer.result);
    });
    child.on('exit', code => {
      for (const { reject } of this.#waiting.values()) {
        reject(new Error(`The lab's control ended with ${code}`));
      }
    });
  }

  /** `deployments` is no Airflow: the repository of what promotions deploy. */
  airflow(
    name: 'airflow2-dev' | 'airflow2-prod' | 'airflow3' | 'deployments',
  ): LabAirflow {
    return {
      name,
      call: (method, ...args) =>
        new Promise((resolveCall, reject) => {
          const id = ++this.#lastId;
          this.#waiting.set(id, { resolve: resolveCall, reject });
          this.#child.send({ id, airflow: name, method, args });
        }),
    };
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}
