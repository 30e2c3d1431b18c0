/**
 * What the headers of one dead letter say, as far as they are understood. Neither key nor value, and no header that isn't: of those there are
 * names alone.
 *
 * @public
 */
export type DeadLetter = {
  partition: number;
  offset: number;
  /** When it was written to the dead-letter topic, ISO 8601 in UTC; undefined where nothing tells. */
  at?: string;
  /** Who writes such headers: Kafka Connect, Spring's recoverer, or somebody with a header of their own; `none`: nothing is understood. */
  convention: 'connect' | 'spring' | 'plain' | 'none';
  /** Why, in the words of whoever gave up: often the message of an exception, cut off. It may quote what couldn't be read. */
  reason?: string;
  /** The class of the exception. */
  error?: string;
  /** Where it happened: a stage and class of Connect, or a consumer group. */
  where?: string;
  /** Where the message stood before. */
  from?: { topic?: string; partition?: number; offset?: number };
  /** Names of the other headers. */
  others: string[];
};
