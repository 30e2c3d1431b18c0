import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const LAB = resolve(__dirname, '../../../../lab');
const CONTROL = resolve(LAB, 'suites/kafka-full/control.mjs');
const PORT = Number(process.env.SLUICE_LAB_KAFKA3_PORT ?? 18192);

const addressOf = (offset: number) => (node: number) =>
  `127.0.0.1:${PORT + (node - 1) * 10 + offset}`;

/** Where the lab's three brokers listen, without a login. */
export const LAB_BROKERS = [1, 2, 3].map(addressOf(0));
/** Where they want TLS and a login. */
export const SECURE_BROKERS = [1, 2, 3].map(addressOf(2));
/** What vouches for them. */
export const LAB_CA = resolve(LAB, '../.lab/kafka3/ca.pem');

/** What can happen to the lab's three brokers. */
export class LabBrokers {
  readonly #child: ChildProcess = fork(CONTROL, { execArgv: [] });
  #lastId = 0;

  /** A broker dies. */
  async lose(node: number): Promise<void> {
    await this.#call({ method: 'lose', node });
  }

  /** All brokers run, and know each other. */
  async restore(): Promise<void> {
    await this.#call({ method: 'restore' });
  }

  async close(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  async #call(what: object): Promise<void> {
    const id = ++this.#lastId;
    this.#child.send({ id, ...what });
    for (;;) {
      const [answer] = await once(this.#child, 'message');
      if (answer.id !== id) continue;
      if (answer.error) throw new Error(answer.error);
      return;
    }
  }
}
