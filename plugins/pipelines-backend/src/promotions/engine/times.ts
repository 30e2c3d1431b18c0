import type { Next } from './lease';

/** How often the engine looks. In seconds. @internal */
export type EngineTimes = {
  /** At what waits for people or for time, in case that a wake-up was lost. */
  pollSeconds: number;
  /** For how long a worker has a promotion without saying that it is still there. */
  leaseSeconds: number;
};

/** Looks again with the next poll. @internal */
export function pollOf({ pollSeconds }: EngineTimes): Next {
  return { inSeconds: pollSeconds };
}
