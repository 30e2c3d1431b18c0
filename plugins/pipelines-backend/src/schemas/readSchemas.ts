import type {
  SchemaReading,
  SchemaVersion,
  SubjectReading,
} from '@sluice/plugin-pipelines-node';
import { CLOCK_SKEW_TOLERANCE_MS } from '../observations';

/** Longer than any name that Kafka or Avro allow. */
const MAX_SUBJECT = 512;
const MAX_TOPIC = 255;
/** A larger schema is no schema that a person reads. */
const MAX_SCHEMA = 1_000_000;

/**
 * What of a reading can be stored. A subject with a name that can't be kept is left out; a version that can't be is left out, and the
 * subject says so. A time that isn't one, or lies ahead, is when the batch was read.
 *
 * @param readAt - when the batch was read, ISO 8601 in UTC
 * @internal
 */
export function readSchemas(
  reading: SchemaReading,
  readAt: string,
): SchemaReading {
  const subjects = new Map<string, SubjectReading>();
  for (const each of reading.subjects) {
    if (!isText(each.subject, MAX_SUBJECT)) continue;
    const added = each.added.filter(canBeKept);
    const left = each.added.length - added.length;
    const problem = [
      each.problem,
      left > 0 &&
        `${left} of its versions can't be kept: larger than ${MAX_SCHEMA} characters, or not as registries number them`,
    ];
    subjects.set(each.subject, {
      ...each,
      topics: each.topics.filter(({ topic }) => isText(topic, MAX_TOPIC)),
      added,
      problem: problem.filter(Boolean).join('; ') || undefined,
    });
  }
  return {
    ...reading,
    at: timeOf(reading.at, readAt),
    subjects: [...subjects.values()],
  };
}

function canBeKept({ format, schema, schemaId, version }: SchemaVersion) {
  return (
    Number.isSafeInteger(version) &&
    version > 0 &&
    version < 2 ** 31 &&
    Number.isSafeInteger(schemaId) &&
    Math.abs(schemaId) < 2 ** 31 &&
    isText(format, 63) &&
    schema.length <= MAX_SCHEMA &&
    !schema.includes('\0')
  );
}

function isText(text: string, length: number): boolean {
  return text.length > 0 && text.length <= length && !text.includes('\0');
}

function timeOf(at: string, readAt: string): string {
  const time = Date.parse(at);
  const latest = Date.parse(readAt) + CLOCK_SKEW_TOLERANCE_MS;
  return Number.isNaN(time) || time > latest
    ? readAt
    : new Date(time).toISOString();
}
