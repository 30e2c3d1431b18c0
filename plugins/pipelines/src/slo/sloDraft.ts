import type { Slo, SloKind } from '@sluice/plugin-pipelines-common';

/** A field of a definition that can be tried otherwise: its path as the API names it, such as `deadline.time`. @internal */
export type DraftField = {
  path: string;
  /** What is asked for it. */
  input: 'number' | 'time' | 'timezone' | 'text';
  /** It may be left empty. */
  isOptional?: boolean;
};

/** What of each kind can be tried otherwise. */
const FIELDS: Record<SloKind, DraftField[]> = {
  deadline: [
    { path: 'deadline.time', input: 'time' },
    { path: 'deadline.timezone', input: 'timezone' },
    { path: 'deadline.dataThrough', input: 'time', isOptional: true },
    { path: 'deadline.calendar', input: 'text', isOptional: true },
  ],
  duration: [{ path: 'duration.max', input: 'text' }],
  freshness: [
    { path: 'freshness.max', input: 'text' },
    { path: 'freshness.slice', input: 'text' },
  ],
  success: [{ path: 'success.within', input: 'text' }],
  completeness: [{ path: 'completeness.within', input: 'text' }],
  correctness: [{ path: 'correctness.tests', input: 'text', isOptional: true }],
};

/** The fields of an SLO that can be tried otherwise: its target, its window where that rolls, and those of its kind. @internal */
export function draftFields(slo: Pick<Slo, 'kind' | 'definition'>) {
  const fields: DraftField[] = [{ path: 'target', input: 'number' }];
  if (valueAt(slo.definition, 'window.rolling') !== undefined) {
    fields.push({ path: 'window.rolling', input: 'text' });
  }
  return [...fields, ...FIELDS[slo.kind]];
}

/** The value at a path, as text; undefined where there is none. @internal */
export function valueAt(
  definition: Slo['definition'],
  path: string,
): string | undefined {
  const value = path
    .split('.')
    .reduce<unknown>(
      (at, key) => (at as Record<string, unknown> | undefined)?.[key],
      definition,
    );
  return value === undefined ? undefined : String(value);
}

/**
 * The definition with another value at a path. An empty optional field is left out; a target that reads as a number becomes one, and
 * what doesn't is sent as it is: the API says what is wrong with it.
 *
 * @internal
 */
export function withValue(
  definition: Slo['definition'],
  field: DraftField,
  text: string,
): Slo['definition'] {
  const [head, ...rest] = field.path.split('.');
  if (rest.length > 0) {
    const inner = (definition[head] ?? {}) as Slo['definition'];
    return {
      ...definition,
      [head]: withValue(inner, { ...field, path: rest.join('.') }, text),
    };
  }
  const { [head]: _, ...others } = definition;
  if (field.isOptional && text.trim() === '') return others;
  const isNumber = field.input === 'number' && text.trim() !== '';
  const value = isNumber && !Number.isNaN(Number(text)) ? Number(text) : text;
  // In its place, so that a patch shows one changed line.
  return head in definition
    ? { ...definition, [head]: value }
    : { ...others, [head]: value };
}

/** What is wrong with a field, and what is wrong beside the fields. @internal */
export type DraftProblems = {
  byPath: Map<string, string>;
  others: string[];
};

/**
 * Sorts problems to their fields.
 *
 * @param problems - as a preview names them: `slo[0].deadline.time`
 * @internal
 */
export function draftProblems(
  problems: ReadonlyArray<{ path: string; message: string }>,
  fields: readonly DraftField[],
): DraftProblems {
  const byPath = new Map<string, string>();
  const others: string[] = [];
  for (const { path, message } of problems) {
    const own = path.replace(/^slo(\[0\])?\.?/, '');
    const field = fields.find(
      f => own === f.path || own.startsWith(`${f.path}.`),
    );
    if (field) {
      byPath.set(
        field.path,
        [byPath.get(field.path), message].filter(Boolean).join('; '),
      );
    } else {
      others.push(own ? `${own}: ${message}` : message);
    }
  }
  return { byPath, others };
}
