/** The right of one worker to move one row, for a while. @internal */
export type Lease = {
  owner: string;
  /** Of the target; deployers refuse lower ones. */
  fencingToken: number;
  /** Aborted when the lease is lost or the worker stops. */
  signal: AbortSignal;
};

/** How workers share what is due. In seconds. @internal */
export type LeaseTimes = {
  /** They look so often, whether or not somebody wakes them. */
  pollSeconds: number;
  /** One that says nothing for so long is taken over. */
  leaseSeconds: number;
};
