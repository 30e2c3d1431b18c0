import fs from 'node:fs';
import path from 'node:path';
import { logDir, shown } from './paths.mjs';

/** How often a step that prints nothing else says that it still runs, where lines can't be rewritten. */
const HEARTBEAT_MS = 30_000;

/**
 * One line a step, on the terminal and in `.sluice/logs/<name>.log`, with the seconds that it took.
 */
export class Progress {
  #stream;
  #isTerminal = Boolean(process.stdout.isTTY);

  /** @param {string} name - of the command, and of its log */
  constructor(name) {
    fs.mkdirSync(logDir, { recursive: true });
    this.logFile = path.join(logDir, `${name}.log`);
    this.#stream = fs.openSync(this.logFile, 'a');
    this.note(
      `--- ${name} ${new Date().toISOString()} node ${process.version}`,
    );
  }

  /** To the log only. @param {string} text */
  note(text) {
    fs.writeSync(this.#stream, `${text.replace(/\n?$/, '\n')}`);
  }

  /** To the terminal and the log. @param {string} text */
  say(text) {
    process.stdout.write(`${text}\n`);
    this.note(text);
  }

  /**
   * Runs one step, and shows it with its elapsed seconds while it runs and when it is done.
   *
   * @template T
   * @param {string} label
   * @param {(update: (detail: string) => void) => Promise<T>} work - may change the label as it learns more
   * @returns {Promise<T>}
   */
  async step(label, work) {
    const started = Date.now();
    let text = label;
    const line = (/** @type {string} */ mark) =>
      `${mark} ${text} (${Math.round((Date.now() - started) / 1000)} s)`;
    const show = () =>
      this.#isTerminal
        ? process.stdout.write(`\r\x1b[2K${line('…')}`)
        : process.stdout.write(`${line('…')}\n`);
    if (this.#isTerminal) show();
    const timer = setInterval(show, this.#isTerminal ? 1000 : HEARTBEAT_MS);
    timer.unref();
    let mark = '✗';
    try {
      const result = await work(detail => {
        text = detail;
      });
      mark = '✓';
      return result;
    } finally {
      clearInterval(timer);
      if (this.#isTerminal) process.stdout.write('\r\x1b[2K');
      this.say(line(mark));
    }
  }

  /** The log, as it is best named in a message. */
  get logName() {
    return shown(this.logFile);
  }
}
