/** A field of a schema by its path: `customer.address`, `lines[].sku`, `labels{}`. @internal */
export type SchemaField = {
  path: string;
  /** As people read it: `null | string`, `enum NEW, PAID`. */
  type: string;
  required: boolean;
};

/** Deeper than people nest, and than a schema that means harm may. */
const MAX_DEPTH = 24;
/** Of a schema with more, those at first are listed. */
const MAX_FIELDS = 2_000;

/**
 * The fields of an Avro schema or a JSON Schema, in its order.
 *
 * @returns undefined for formats that have no fields that we read, and for a schema that can't be read
 * @internal
 */
export function fieldsOf(
  format: string,
  schema: string,
): SchemaField[] | undefined {
  if (format !== 'AVRO' && format !== 'JSON') return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(schema);
  } catch {
    return undefined;
  }
  const fields: SchemaField[] = [];
  const found = format === 'AVRO' ? avroFields(parsed) : jsonFields(parsed);
  for (const field of found) {
    fields.push(field);
    if (fields.length === MAX_FIELDS) break;
  }
  return fields;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : [];
const join = (path: string, name: string) => (path ? `${path}.${name}` : name);

/** By Avro's specification: records have fields, arrays items, maps values, unions branches. */
function* avroFields(root: unknown): Generator<SchemaField> {
  const named = new Map<string, Json>();
  yield* walk(root, '', '', []);

  function* walk(
    schema: unknown,
    path: string,
    namespace: string,
    inside: readonly unknown[],
  ): Generator<SchemaField> {
    if (inside.length > MAX_DEPTH) return;
    if (Array.isArray(schema)) {
      const records = schema.filter(each => isOpen(each));
      for (const each of schema) {
        const isOne = records.length < 2 || !isOpen(each);
        const own = isOne ? path : `${path}(${avroName(each)})`;
        yield* walk(each, own, namespace, inside);
      }
      return;
    }
    if (typeof schema === 'string') {
      const known = named.get(schema) ?? named.get(`${namespace}.${schema}`);
      // A record that holds itself ends here.
      if (known && !inside.includes(known)) {
        yield* walk(known, path, namespace, inside);
      }
      return;
    }
    if (!isObject(schema)) return;
    const own = textOf(schema.namespace) ?? namespace;
    const name = textOf(schema.name);
    if (name) {
      named.set(name.includes('.') ? name : `${own}.${name}`, schema);
      named.set(name, schema);
    }
    const within = [...inside, schema];
    if (schema.type === 'array') {
      yield* walk(schema.items, `${path}[]`, own, within);
    } else if (schema.type === 'map') {
      yield* walk(schema.values, `${path}{}`, own, within);
    } else if (schema.type === 'record' || schema.type === 'error') {
      for (const field of listOf(schema.fields)) {
        if (!isObject(field) || typeof field.name !== 'string') continue;
        const at = join(path, field.name);
        yield {
          path: at,
          type: avroType(field.type),
          required: !Object.hasOwn(field, 'default'),
        };
        yield* walk(field.type, at, own, within);
      }
    } else if (isObject(schema.type) || Array.isArray(schema.type)) {
      yield* walk(schema.type, path, own, within);
    }
  }

  function isOpen(schema: unknown): boolean {
    if (typeof schema === 'string') return named.has(schema);
    return isObject(schema) && ['record', 'error'].includes(`${schema.type}`);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

function avroName(schema: unknown): string {
  return isObject(schema)
    ? textOf(schema.name) ?? avroType(schema)
    : String(schema);
}

function avroType(schema: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) return '…';
  if (typeof schema === 'string') return schema;
  if (Array.isArray(schema)) {
    return schema.map(each => avroType(each, depth + 1)).join(' | ');
  }
  if (!isObject(schema)) return '?';
  const { items, logicalType, name, symbols, type, values } = schema;
  if (type === 'array') return `array of ${avroType(items, depth + 1)}`;
  if (type === 'map') return `map of ${avroType(values, depth + 1)}`;
  if (type === 'enum') return `enum ${listOf(symbols).join(', ')}`;
  if (type === 'fixed') return `fixed ${name} of ${schema.size} bytes`;
  if (type === 'record' || type === 'error') return `record ${name}`;
  const plain = avroType(type, depth + 1);
  if (typeof logicalType !== 'string') return plain;
  const { precision, scale } = schema;
  return precision === undefined
    ? `${logicalType} (${plain})`
    : `${logicalType}(${precision}, ${scale ?? 0}) (${plain})`;
}

/** By the keywords that most schemas of messages have: properties, items, and references into the same document. */
function* jsonFields(root: unknown): Generator<SchemaField> {
  yield* walk(root, '', []);

  function* walk(
    given: unknown,
    path: string,
    inside: readonly unknown[],
  ): Generator<SchemaField> {
    const schema = resolve(given);
    if (!isObject(schema) || inside.includes(schema)) return;
    if (inside.length > MAX_DEPTH) return;
    const within = [...inside, schema];
    const required = new Set(listOf(schema.required));
    if (isObject(schema.properties)) {
      for (const [name, property] of Object.entries(schema.properties)) {
        const at = join(path, name);
        yield {
          path: at,
          type: jsonType(resolve(property)),
          required: required.has(name),
        };
        yield* walk(property, at, within);
      }
    }
    if (isObject(schema.items)) yield* walk(schema.items, `${path}[]`, within);
    if (isObject(schema.additionalProperties)) {
      yield* walk(schema.additionalProperties, `${path}{}`, within);
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      for (const each of listOf(schema[keyword]))
        yield* walk(each, path, within);
    }
  }

  function resolve(schema: unknown): unknown {
    let at = schema;
    // A reference may be to another, and in the end to itself.
    for (let i = 0; i < MAX_DEPTH && isObject(at); i++) {
      const ref = at.$ref;
      if (typeof ref !== 'string' || !ref.startsWith('#/')) return at;
      at = ref
        .slice(2)
        .split('/')
        .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
        .reduce<unknown>(
          (value, part) =>
            isObject(value) && Object.hasOwn(value, part)
              ? value[part]
              : undefined,
          root,
        );
    }
    return at;
  }
}

function jsonType(schema: unknown): string {
  if (!isObject(schema)) return 'any';
  const { $ref, format, items, type } = schema;
  if (typeof $ref === 'string') return $ref;
  if (Array.isArray(schema.enum)) {
    return `enum ${schema.enum.map(each => String(each)).join(', ')}`;
  }
  if (Object.hasOwn(schema, 'const')) return `always ${schema.const}`;
  const plain = Array.isArray(type)
    ? type.join(' | ')
    : textOf(type) ?? anyOfType(schema);
  if (type === 'array' && isObject(items)) {
    return `array of ${textOf(items.type) ?? 'any'}`;
  }
  return typeof format === 'string' ? `${plain} (${format})` : plain;
}

function anyOfType(schema: Json): string {
  const branches = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  const types = branches.map(each => (isObject(each) ? each.type : undefined));
  return types.length > 0 && types.every(each => typeof each === 'string')
    ? types.join(' | ')
    : 'any';
}
