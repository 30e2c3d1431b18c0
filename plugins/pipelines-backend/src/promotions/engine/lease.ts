/** The right of one worker to move one promotion, for a while. @internal */
export type Lease = {
  owner: string;
  /** Of the target; deployers refuse lower ones. */
  fencingToken: number;
  /** Aborted when the lease is lost or the worker stops. */
  signal: AbortSignal;
};

/** What comes after a step of the engine. @internal */
export type Next =
  /** The state changed, so there may be more to do at once. */
  | { at: 'once' }
  /** Nothing to do for so long, unless somebody wakes it. In seconds. */
  | { inSeconds: number }
  /** Nothing to do any more. */
  | { at: 'never' };
