/**
 * One version of a subject. It never changes: a registry only adds versions, and takes some away.
 *
 * @public
 */
export type SchemaVersion = {
  /** From 1 on, within its subject. */
  version: number;
  /** What messages carry: unique in the registry. */
  schemaId: number;
  /** `AVRO`, `JSON`, `PROTOBUF`, or another that the registry knows. */
  format: string;
  /** As it was registered. */
  schema: string;
  /** Other subjects that it is made of. */
  references?: Array<{ name: string; subject: string; version: number }>;
  /** When it was registered, ISO 8601 in UTC; undefined where the registry doesn't say. */
  registeredAt?: string;
};

/**
 * A topic whose messages a subject describes, and which part of them.
 *
 * @public
 */
export type SchemaUse = { topic: string; part: 'key' | 'value' };

/**
 * A subject at one moment. What couldn't be read is left out, and `problem` says why; it then stays as it was read before.
 *
 * @public
 */
export type SubjectReading = {
  subject: string;
  /** The topics that it is about, as far as names tell; empty: not known. */
  topics: SchemaUse[];
  /** The numbers of all its versions, those that were handed over before too; undefined: they couldn't be read. */
  versions?: number[];
  /** Those of its versions that were not handed over before. */
  added: SchemaVersion[];
  /** The level that new versions are held to, such as `BACKWARD`; undefined: it couldn't be read. */
  level?: string;
  /** Whether that is the subject's own level, or the one of the registry. */
  levelOf?: 'subject' | 'registry';
  /** Why it, or a part of it, couldn't be read. */
  problem?: string;
};

/**
 * What a registry says of a schema that isn't registered yet.
 *
 * @public
 */
export type SchemaCheck = {
  /** `new`: there is no such subject, so there is nothing to be compatible with. */
  state: 'compatible' | 'incompatible' | 'new';
  /** The level that it was held to, such as `BACKWARD`. With `NONE` compatible shows nothing. Undefined: not known. */
  level?: string;
  /** Why it is incompatible, as far as the registry says. */
  reasons: string[];
};

/**
 * What was read of a schema registry: some of its subjects, and, once all were looked at, which there are.
 *
 * @public
 */
export type SchemaReading = {
  /** When, ISO 8601 in UTC. */
  at: string;
  /** The level of subjects without one of their own. */
  level?: string;
  /** Ids of the Kafka clusters whose messages it describes; undefined: all those of its environment. */
  clusters?: string[];
  subjects: SubjectReading[];
  /** All subjects that there are, on the last part of a sweep: others have gone. */
  listed?: string[];
};
