import type { PastClock } from '@sluice/plugin-pipelines-node';
import type { Clock } from '../database/clock';

/** A clock that stands still until it is told how late it is, and never goes back. @internal */
export class SetBackClock implements PastClock {
  #time: number;

  /** @param time - milliseconds since 1970 */
  constructor(time: number) {
    this.#time = time;
  }

  now(): Date {
    return new Date(this.#time);
  }

  pass(milliseconds: number): void {
    this.#time += Math.max(0, milliseconds);
  }

  /** Sets it forward; a time that has gone by changes nothing. */
  reach(at: string): void {
    this.#time = Math.max(this.#time, Date.parse(at));
  }

  /** The same as what contexts take for the clock of the database. */
  get asDatabaseClock(): Clock {
    return { now: async () => this.now().toISOString() };
  }
}
