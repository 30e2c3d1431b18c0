/** A value of a subject, by how it is shown. @internal */
export type SubjectValue =
  | { kind: 'text'; text: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'instant'; instant: string }
  | { kind: 'entity'; ref: string }
  | { kind: 'digest'; digest: string }
  | { kind: 'none' };

/** A name, which says where in the subject it stands, and a value. @internal */
export type SubjectRow = { path: string; name: string; value: SubjectValue };

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const DIGEST = /^(sha256:)?[0-9a-f]{40,64}$/;
const ENTITY =
  /^(component|resource|system|domain|group|user|api|location):[a-z0-9._-]+\/[^\s/]+$/i;

/**
 * Any JSON as lines of names and values that a person can read: `{sloId: 3, plan: {gates: ['a']}}` becomes
 * `Slo id: 3` and `Plan, gates, 1: a`. Nothing is left out.
 *
 * @param json - a subject of a type that has no view of its own
 * @internal
 */
export function subjectRows(json: unknown): SubjectRow[] {
  return rowsOf(json, [], '$');
}

function rowsOf(json: unknown, names: string[], path: string): SubjectRow[] {
  if (Array.isArray(json) && json.length > 0) {
    return json.flatMap((item, i) =>
      rowsOf(item, [...names, String(i + 1)], `${path}[${i}]`),
    );
  }
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
    const fields = Object.entries(json);
    if (fields.length > 0) {
      return fields.flatMap(([key, value]) =>
        rowsOf(value, [...names, wordsOf(key)], `${path}.${key}`),
      );
    }
  }
  const name = names.join(', ');
  return [
    {
      path,
      name: name.charAt(0).toLocaleUpperCase('en-US') + name.slice(1),
      value: valueOf(json),
    },
  ];
}

function valueOf(json: unknown): SubjectValue {
  if (typeof json === 'boolean') return { kind: 'boolean', value: json };
  if (typeof json === 'number') return { kind: 'text', text: String(json) };
  if (typeof json !== 'string' || json === '') return { kind: 'none' };
  if (INSTANT.test(json)) return { kind: 'instant', instant: json };
  if (DIGEST.test(json)) return { kind: 'digest', digest: json };
  if (ENTITY.test(json)) return { kind: 'entity', ref: json };
  return { kind: 'text', text: json };
}

/** `proposedBy` → `proposed by`; what is no such name stays. */
function wordsOf(key: string): string {
  return /^[a-z][A-Za-z0-9]*$/.test(key)
    ? key.replace(/([a-z0-9])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`)
    : key;
}
