import type { NorthstarPipeline, Schedule } from '../fleet';
import type { SimulatedRun } from './SimulatedRun';
import type { ReleaseHistory } from './versions';

/**
 * All runs of one pipeline in one environment, past and future.
 *
 * @internal
 */
export interface Timeline {
  readonly pipeline: NorthstarPipeline;
  /** When its environment starts it; missing where only people do, and for a process that runs all the time. */
  readonly schedule?: Schedule;
  /**
   * Runs that were due in (from, to], and perhaps a few that are due later because of them, in groups by due time.
   * Lazy: nothing is made before it is asked for.
   *
   * @param options - `startedAt` is when the demo was first started; milliseconds since 1970
   */
  runs(options: {
    from: number;
    to: number;
    startedAt: number;
  }): Iterable<{ dueAt: number; runs: SimulatedRun[] }>;
  /** The run that its source calls so; undefined if there is none. */
  find(options: {
    externalId: string;
    startedAt: number;
    now: number;
  }): SimulatedRun | undefined;
  /** Whether it is switched off at its source. */
  isPaused(at: number, startedAt: number): boolean;
  /** When it runs next; undefined if it is paused or runs all the time. */
  nextDue(after: number, startedAt: number): number | undefined;
}

/** What a timeline is made from. @internal */
export type TimelineOptions = {
  seed: string;
  pipeline: NorthstarPipeline;
  environment: string;
  releases: ReleaseHistory;
};
