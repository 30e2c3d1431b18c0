import type {
  DatasetBinding,
  DatasetToBind,
  StoredDataset,
} from './DatasetStore';

/** Names without their database are looked for in the one of each environment. */
const QUALIFIED_BY_DATABASE = ['snowflake', 'postgres'];

/**
 * Which Resource each dataset is, by what Resources say they are. One that somebody declared
 * goes before one that we made, and of two others the first by entity ref gets it.
 *
 * A table may be named without its database (`SCHEMA.TABLE`), because each environment has one of its own.
 *
 * @returns the datasets whose Resource is another one than before
 * @internal
 */
export function bindDatasets(
  datasets: StoredDataset[],
  bindings: DatasetBinding[],
): DatasetToBind[] {
  const claims = new Map<string, DatasetBinding>();
  for (const binding of bindings) {
    const key = keyOf(binding.technology, binding.externalId);
    const before = claims.get(key);
    if (!before || goesBefore(binding, before)) claims.set(key, binding);
  }
  return datasets.flatMap(({ id, technology, externalId, ...had }) => {
    const names = QUALIFIED_BY_DATABASE.includes(technology)
      ? [externalId, externalId.slice(externalId.indexOf('.') + 1)]
      : [externalId];
    const [claim] = names.flatMap(
      name => claims.get(keyOf(technology, name)) ?? [],
    );
    const entityRef = claim?.entityRef ?? null;
    const declared = claim?.declared ?? false;
    return entityRef === had.entityRef && declared === had.declared
      ? []
      : { id, entityRef, declared };
  });
}

function goesBefore(a: DatasetBinding, b: DatasetBinding): boolean {
  if (a.declared !== b.declared) return a.declared;
  return a.entityRef < b.entityRef;
}

function keyOf(technology: string, externalId: string): string {
  return `${technology} ${externalId}`;
}
