import { digestOf } from '../../canonical/digest';

/** A schema with its format: `AVRO`, `JSON`, `PROTOBUF` … @internal */
export type FormattedSchema = { format: string; schema: unknown };

/**
 * The same for two schemas that say the same: Avro and JSON Schema by their content and not by how the JSON is laid out, others by their text
 * without the spaces between its words. Registries keep what they were given, or lay it out anew.
 *
 * @returns 64 lower-case hex digits
 * @internal
 */
export function schemaFingerprint({ format, schema }: FormattedSchema): string {
  const name = format.toLocaleUpperCase('en-US');
  return digestOf({ format: name, schema: contentOf(name, schema) });
}

function contentOf(format: string, schema: unknown): unknown {
  if (typeof schema !== 'string') return schema;
  if (format === 'AVRO' || format === 'JSON') {
    try {
      return JSON.parse(schema);
    } catch {
      // Taken as the text that it is.
    }
  }
  return schema.replace(/\s+/g, ' ').trim();
}
