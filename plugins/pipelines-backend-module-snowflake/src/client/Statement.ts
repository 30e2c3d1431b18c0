import type { z } from 'zod';

/** A value that is bound, and never part of the text. @internal */
export type Bind = string | number | null;

/** One statement, with what its rows look like. @internal */
export type Statement<TRow> = {
  /** What it reads, for messages: `the tables of ANALYTICS`. */
  reads: string;
  sqlText: string;
  binds: Bind[];
  /** IANA zone in which timestamps without one are meant. Default: UTC. */
  timezone?: string;
  /** Numbers come as text, since many are larger than 2^53. */
  row: z.ZodType<TRow>;
};
