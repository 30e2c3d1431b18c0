import type { CatalogChange, CatalogFacts } from '../fleet';
import type { DefinitionChange, KeptDefinition } from '../observations';
import type { PromiseChange } from '../slo';
import type { Change } from './change';

/** What is switched on and off says so; the rest names the field. */
const DEFINITION_FIELDS = [
  'schedule',
  'timezone',
  'tags',
  'owners',
  'type',
] as const satisfies ReadonlyArray<keyof KeptDefinition>;

const CATALOG_FIELDS = [
  'owner',
  'lifecycle',
  'tier',
  'system',
  'domain',
  'classification',
  'releaseUnit',
] as const satisfies ReadonlyArray<keyof CatalogFacts>;

/** Stands for "no tier" in the fleet, which readers know as none. */
const NO_TIER = 9;

/** How the definition at the source changed, a change a field. @internal */
export function definitionChanges(history: DefinitionChange[]): Change[] {
  return history.flatMap(({ after, at, before }) => {
    const change = (reason: Omit<Change['reason'], 'at'>): Change => ({
      kind: 'configuration',
      at,
      reason: { ...reason, at },
    });
    if (!after) return [change({ code: 'definition-gone' })];
    if (!before) return [change({ code: 'definition-back' })];
    return [
      ...(before.paused === after.paused
        ? []
        : [change({ code: after.paused ? 'paused' : 'resumed' })]),
      ...fieldChanges(DEFINITION_FIELDS, before, after).map(field =>
        change({ code: 'definition-changed', ...field }),
      ),
    ];
  });
}

/** How what the catalog says changed, a change a field. @internal */
export function catalogChanges(history: CatalogChange[]): Change[] {
  return history.flatMap(({ after, at, before }) =>
    fieldChanges(CATALOG_FIELDS, before, after).map(field => ({
      kind: 'configuration' as const,
      at,
      reason: { code: 'catalog-changed' as const, at, ...field },
    })),
  );
}

/** How promises changed, and what people decided about them. @internal */
export function promiseChanges(history: PromiseChange[]): Change[] {
  return history.map(change => {
    const { at, sloName: name } = change;
    if (change.type === 'decision') {
      return {
        kind: 'configuration',
        at,
        reason: { code: `decision-${change.state}`, at, name },
      };
    }
    const { target, targetBefore } = change;
    return {
      kind: 'configuration',
      at,
      reason: {
        code: 'promise-changed',
        at,
        name,
        field: change.change,
        before: targetBefore === undefined ? undefined : `${targetBefore} %`,
        after: `${target} %`,
      },
    };
  });
}

function fieldChanges<T extends object>(
  fields: ReadonlyArray<keyof T & string>,
  before: T,
  after: T,
): Array<{ field: string; before?: string; after?: string }> {
  return fields.flatMap(field => {
    const [old, now] = [words(before[field]), words(after[field])];
    return old === now ? [] : { field, before: old, after: now };
  });
}

/** A value as people read it; undefined for none. */
function words(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join(', ') || undefined;
  if (value === NO_TIER || value === null || value === undefined) {
    return undefined;
  }
  return String(value) || undefined;
}
