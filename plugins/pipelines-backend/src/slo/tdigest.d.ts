declare module 'tdigest' {
  /** Percentiles of a stream of numbers. The part of the package that is used here; it brings no types. */
  export class TDigest {
    /** @param delta - false: nothing is merged, and percentiles are exact */
    constructor(delta?: number | false);
    push(values: number | number[]): void;
    /** The smallest value such that this share (0 to 1) of all is at most that; undefined without values. */
    percentile(share: number): number | undefined;
  }
}
