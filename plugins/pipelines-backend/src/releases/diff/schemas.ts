import { type Schema, Type } from 'avsc';
import { canonicalJson } from '../../canonical/digest';
import type { Manifests } from '../manifests/shapes';
import { type Change, compare } from './entries';

type Schemas = Manifests['schemas'];
type SchemaManifest = NonNullable<Schemas>[string];

/** What a rule says of one schema after another. @internal */
export type Compatibility = {
  impact: 'breaking' | 'non-breaking' | 'unknown';
  /** Which rule, and what it found. */
  detail: string;
  onlyDocs?: boolean;
};

/**
 * What changes of schemas. A change is non-breaking if readers with either schema can read what was written with the other one: nobody
 * has to be deployed first.
 *
 * @internal
 */
export function diffSchemas(base: Schemas, to: Schemas): Change[] {
  const { added, changed, removed } = compare(base, to, isSame);
  const line = (subject: string, how: Partial<Change>): Change => ({
    area: 'schema',
    sign: '~',
    title: `Schema ${subject}`,
    impact: 'unknown',
    nature: 'code',
    place: 'unit',
    ...how,
  });
  return [
    ...added.map(subject =>
      line(subject, {
        sign: '+',
        detail: to![subject].format,
        impact: 'non-breaking',
      }),
    ),
    ...removed.map(subject =>
      line(subject, {
        sign: '-',
        detail: base![subject].format,
        impact: 'breaking',
      }),
    ),
    ...changed.map(subject => {
      const { detail, impact, onlyDocs } = compatibility(
        base![subject],
        to![subject],
      );
      return line(subject, {
        detail,
        impact,
        nature: onlyDocs ? 'docs' : 'code',
      });
    }),
  ];
}

/** Whether one schema can follow another. @internal */
export function compatibility(
  base: SchemaManifest,
  to: SchemaManifest,
): Compatibility {
  if (base.format !== to.format) {
    return { impact: 'breaking', detail: `${base.format} → ${to.format}` };
  }
  try {
    if (to.format === 'AVRO') return avro(parsed(base), parsed(to));
    if (to.format === 'JSON') return json(parsed(base), parsed(to));
  } catch (error) {
    return {
      impact: 'unknown',
      detail: `It can't be read as ${to.format}: ${(error as Error).message}`,
    };
  }
  return {
    impact: 'unknown',
    detail: `There is no rule for ${to.format}: see what the schema registry says`,
  };
}

function parsed({ schema }: SchemaManifest): unknown {
  return typeof schema === 'string' ? JSON.parse(schema) : schema;
}

/** Avro's own resolution of schemas, in both directions (FULL, as schema registries call it). */
function avro(base: unknown, to: unknown): Compatibility {
  const [before, after] = [base, to].map(each =>
    Type.forSchema(each as Schema),
  );
  for (const [reader, writer, what] of [
    [after, before, 'the new schema can not read what is there'],
    [before, after, 'who has the old schema can not read what is new'],
  ] as const) {
    try {
      reader.createResolver(writer);
    } catch (error) {
      const [reason] = (error as Error).message.split('\n');
      return { impact: 'breaking', detail: `Avro, FULL: ${what}: ${reason}` };
    }
  }
  return { impact: 'non-breaking', detail: 'Avro, FULL: compatible' };
}

const JSON_DOCS = ['title', 'description', '$comment', 'examples'];

/** By properties: there is no kept library that decides more. What isn't understood is unknown. */
function json(base: unknown, to: unknown): Compatibility {
  const found = [...jsonChanges(base, to, '')];
  const detail = (what: string) => `JSON Schema, by properties: ${what}`;
  for (const impact of ['breaking', 'unknown', 'non-breaking'] as const) {
    const texts = found.filter(each => each.impact === impact);
    if (texts.length > 0) {
      return {
        impact,
        detail: detail(texts.map(each => each.text).join(', ')),
      };
    }
  }
  return {
    impact: 'non-breaking',
    detail: detail('descriptions'),
    onlyDocs: true,
  };
}

type JsonSchema = {
  type?: unknown;
  properties?: Record<string, unknown>;
  required?: string[];
  additionalProperties?: unknown;
};

function* jsonChanges(
  base: unknown,
  to: unknown,
  path: string,
): Generator<{ impact: Compatibility['impact']; text: string }> {
  if (!isObject(base) || !isObject(to)) {
    if (!isSame(base, to)) {
      yield { impact: 'unknown', text: `${path || 'it'} changed` };
    }
    return;
  }
  const [before, after] = [base, to].map(withoutDocs);
  if (!isSame(before.type ?? null, after.type ?? null)) {
    yield {
      impact: 'breaking',
      text: `${path || 'it'} has the type ${text(after.type)} instead of ${text(
        before.type,
      )}`,
    };
  }
  const at = (name: string) => (path ? `${path}.${name}` : name);
  const required = new Set(after.required ?? []);
  const wasRequired = new Set(before.required ?? []);
  const { added, removed } = compare(
    before.properties,
    after.properties,
    isSame,
  );
  for (const name of removed) {
    yield { impact: 'breaking', text: `${at(name)} removed` };
  }
  for (const name of added) {
    const breaks = required.has(name) || before.additionalProperties === false;
    yield {
      impact: breaks ? 'breaking' : 'non-breaking',
      text: `${at(name)} added${required.has(name) ? ' and required' : ''}`,
    };
  }
  for (const name of Object.keys(before.properties ?? {})) {
    if (!Object.hasOwn(after.properties ?? {}, name)) continue;
    if (required.has(name) !== wasRequired.has(name)) {
      yield {
        impact: 'breaking',
        text: `${at(name)} is ${
          required.has(name) ? '' : 'no longer '
        }required`,
      };
    }
    yield* jsonChanges(
      before.properties![name],
      after.properties![name],
      at(name),
    );
  }
  if (!isSame(otherKeywords(before), otherKeywords(after))) {
    yield { impact: 'unknown', text: `other keywords of ${path || 'it'}` };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutDocs(schema: Record<string, unknown>): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([name]) => !JSON_DOCS.includes(name)),
  );
}

function otherKeywords({
  properties,
  required,
  type,
  ...rest
}: JsonSchema): object {
  return rest;
}

function text(value: unknown): string {
  return value === undefined ? 'any' : canonicalJson(value);
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
