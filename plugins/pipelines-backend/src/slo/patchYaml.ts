import {
  readSlos,
  type SloDefinition,
  writeSlo,
} from '@sluice/plugin-pipelines-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import { applyPatch, createTwoFilesPatch, diffLines } from 'diff';
import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  Scalar,
  stringify,
  type ToStringOptions,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** A value to write in place of another, by its place in the text. */
type ScalarEdit = { from: number; to: number; value: string };

/** The entity that a file is searched for. @internal */
export type PatchTarget = {
  kind: string;
  namespace: string;
  name: string;
  /** Who owns what it promises where that says nothing else, a full entity ref: not written where nobody did. */
  owner?: string;
};

/** What became of the text of a file. @internal */
export type PatchedYaml =
  | { result: 'patched'; text: string; reformatted: boolean }
  | { result: 'unchanged' | 'not-found' };

/** What people set of how YAML is written; the one that comes nearest to a file is its style. */
const STYLES: ToStringOptions[] = [2, 4].flatMap(indent =>
  [true, false].flatMap(indentSeq =>
    [true, false].map(flowCollectionPadding => ({
      lineWidth: 0,
      indent,
      indentSeq,
      flowCollectionPadding,
    })),
  ),
);

/**
 * Puts a definition into `spec.slos` of an entity's file, in place of the one of its name.
 *
 * Only what differs is written: comments, order, quotes and everything else stay. A file that isn't written as the YAML library would
 * write it keeps its own form too, by moving the difference over; where that can't be done without doubt, its document is written
 * anew and `reformatted` says so. Either way the result is read again, and has to say exactly what was wanted.
 *
 * @throws Error with line and column if the text is no YAML
 * @internal
 */
export function patchYaml(
  text: string,
  target: PatchTarget,
  definition: SloDefinition,
): PatchedYaml {
  const documents = read(text);
  const index = documents.findIndex(document => isTarget(document, target));
  if (index < 0) return { result: 'not-found' };
  const start = documents[index - 1]?.range[2] ?? 0;
  const end = documents[index].range[2];
  const before = text.slice(start, end);
  const style = styleOf(documents[index], before);
  const written = documents[index].toString(style);

  const edits = putSlo(documents[index], target, definition);
  const wanted = documents.map(document => document.toJS());
  const rewritten = documents[index].toString(style);
  if (rewritten === written) return { result: 'unchanged' };

  const around = (middle: string) =>
    text.slice(0, start) + middle + text.slice(end);
  const kept = [
    () => edits && splice(text, edits),
    () => around(move({ written, rewritten, before }) ?? ''),
  ];
  for (const attempt of kept) {
    const patched = attempt();
    if (patched && says(patched, wanted)) {
      return { result: 'patched', text: patched, reformatted: false };
    }
  }
  return { result: 'patched', text: around(rewritten), reformatted: true };
}

/** Values put in place of others, where they stand. */
function splice(text: string, edits: ScalarEdit[]): string {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce(
      (result, { from, to, value }) =>
        result.slice(0, from) + value + result.slice(to),
      text,
    );
}

/** The style in which a document would be written most like it is. */
function styleOf(document: Document, text: string): ToStringOptions {
  const distances = STYLES.map(style => ({
    style,
    distance: diffLines(text, document.toString(style))
      .filter(part => part.added || part.removed)
      .reduce((sum, part) => sum + part.count, 0),
  }));
  return distances.sort((a, b) => a.distance - b.distance)[0].style;
}

/** The difference between how the library writes both, applied to how the file is written; undefined if it doesn't fit. */
function move(texts: {
  written: string;
  rewritten: string;
  before: string;
}): string | undefined {
  for (const context of [3, 1, 0]) {
    const patch = createTwoFilesPatch(
      '',
      '',
      texts.written,
      texts.rewritten,
      undefined,
      undefined,
      { context },
    );
    const moved = applyPatch(texts.before, patch);
    if (moved !== false) return moved;
  }
  return undefined;
}

function read(text: string): Array<Document.Parsed> {
  const documents = parseAllDocuments(text, { compat: 'yaml-1.1' });
  const list = [...documents] as Array<Document.Parsed>;
  const error = list.flatMap(document => document.errors).at(0);
  if (error) throw new Error(error.message);
  return list;
}

function says(text: string, wanted: unknown[]): boolean {
  try {
    const found = read(text).map(document => document.toJS());
    return isDeepStrictEqual(found, wanted);
  } catch {
    return false;
  }
}

function isTarget(document: Document, target: PatchTarget): boolean {
  const { kind, metadata } = (document.toJS() ?? {}) as Record<string, any>;
  const same = (a: unknown, b: string) =>
    String(a).toLocaleLowerCase('en-US') === b.toLocaleLowerCase('en-US');
  return (
    same(kind, target.kind) &&
    same(metadata?.name, target.name) &&
    same(metadata?.namespace ?? 'default', target.namespace)
  );
}

/** @returns the values to write where all that changes are values; undefined where something comes or goes */
function putSlo(
  document: Document,
  { kind: entityKind, owner }: PatchTarget,
  definition: SloDefinition,
): ScalarEdit[] | undefined {
  let after = writeSlo(definition, { owner });
  const slos = document.getIn(['spec', 'slos']);
  if (!isSeq(slos)) {
    document.setIn(['spec', 'slos'], document.createNode([after]));
    return undefined;
  }
  const item = (slos as YAMLSeq).items.find(
    (node): node is YAMLMap => isMap(node) && node.get('name') === after.name,
  );
  if (!item) {
    slos.add(document.createNode(after));
    return undefined;
  }
  if (item.has('owner')) after = writeSlo(definition);
  const { slos: known } = readSlos([item.toJS(document)], {
    entityKind: entityKind.toLocaleLowerCase('en-US') as 'component',
  });
  // What people leave out because it is the default stays out.
  const before = known[0]
    ? writeSlo(known[0])
    : (item.toJS(document) as JsonObject);
  // A default that was switched off under this name is declared anew.
  if (!known[0]) item.delete('disabled');
  const edits = merge(document, item, before, after);
  return edits.includes('structure') || !known[0]
    ? undefined
    : (edits as ScalarEdit[]);
}

function merge(
  document: Document,
  node: YAMLMap,
  before: JsonObject,
  after: JsonObject,
): Array<ScalarEdit | 'structure'> {
  const edits: Array<ScalarEdit | 'structure'> = [];
  for (const key of Object.keys(before)) {
    if (after[key] !== undefined || !node.has(key)) continue;
    node.delete(key);
    edits.push('structure');
  }
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined || isDeepStrictEqual(before[key], value)) continue;
    const child = node.get(key, true);
    if (isMap(child) && isObject(value) && isObject(before[key])) {
      edits.push(...merge(document, child, before[key], value));
    } else if (isScalar(child) && !isObject(value) && !Array.isArray(value)) {
      child.value = value;
      const [from, to] = child.range ?? [0, 0];
      const type = child.type as Scalar.Type | undefined;
      edits.push({ from, to, value: scalarText(value, type) });
    } else {
      node.set(key, document.createNode(value));
      edits.push('structure');
    }
  }
  return edits;
}

/** A value as the one before was written: in quotes, or not. */
function scalarText(value: JsonValue, type: Scalar.Type | undefined): string {
  const scalar = new Scalar(value);
  scalar.type = type;
  return stringify(scalar, { compat: 'yaml-1.1', lineWidth: 0 }).trim();
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
