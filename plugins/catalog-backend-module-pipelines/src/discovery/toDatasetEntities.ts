import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  DATASET_BINDING_ANNOTATIONS,
  DATASET_TYPES,
  DEMO_ANNOTATION,
  DISCOVERED_BY_ANNOTATION,
  type DiscoveredDataset,
} from '@sluice/plugin-pipelines-common';
import type { CatalogLookup } from './CatalogLookup';
import { assignNames, plainName } from './names';
import { definitionKey } from './readDefinitions';

/**
 * Resources for discovered datasets, sorted by name, with what they are made from.
 *
 * A dataset that somebody declared stays theirs: by its annotation, or by its name where the Resource doesn't say what it is. Others link to
 * it, and what it is made from links to it too, so that no lineage is lost. Between two that are declared, their owners say what depends on
 * what.
 *
 * @throws any error of the lookup
 * @internal
 */
export async function toDatasetEntities(options: {
  datasets: readonly DiscoveredDataset[];
  lookup: Pick<CatalogLookup, 'find'>;
  /** Entity ref of the owner of those that no pipeline with an owner writes. */
  defaultOwner: string;
}): Promise<Entity[]> {
  const { datasets, defaultOwner, lookup } = options;
  // A newer backend may know types and technologies that we don't.
  const own = datasets.filter(
    dataset =>
      dataset.type !== undefined &&
      DATASET_TYPES.includes(dataset.type) &&
      annotationOf(dataset) !== undefined,
  );
  const existing = await lookup.find(own.flatMap(nameRefs));
  const refs = new Map<string, string>();
  for (const dataset of datasets) {
    const declared =
      dataset.declaredAs ?? declaredByName(dataset, existing, own);
    if (declared) refs.set(definitionKey(dataset), declared);
  }
  const discovered = own.filter(d => !refs.has(definitionKey(d)));
  const names = assignNames(discovered, name =>
    isDeclaredEntity(existing.get(entityRefOf(name))),
  );
  for (const [key, name] of names) refs.set(key, entityRefOf(name));

  const declaredReaders = readersAmong(
    datasets.filter(d => !names.has(definitionKey(d))),
    refs,
  );
  return discovered
    .flatMap(dataset => {
      const key = definitionKey(dataset);
      const name = names.get(key);
      if (!name) return [];
      return toEntity(dataset, {
        name,
        owner: dataset.owner ?? defaultOwner,
        dependsOn: [
          ...dataset.madeFrom.flatMap(
            externalId =>
              refs.get(definitionKey({ ...dataset, externalId })) ?? [],
          ),
          ...dataset.writtenBy,
        ],
        dependencyOf: [...(declaredReaders.get(key) ?? []), ...dataset.readBy],
      });
    })
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

/** By what is read, the declared datasets that are made from it. */
function readersAmong(
  declared: DiscoveredDataset[],
  refs: ReadonlyMap<string, string>,
): Map<string, string[]> {
  const readers = new Map<string, string[]>();
  for (const dataset of declared) {
    const ref = refs.get(definitionKey(dataset));
    if (!ref) continue;
    for (const externalId of dataset.madeFrom) {
      const key = definitionKey({ ...dataset, externalId });
      readers.set(key, [...(readers.get(key) ?? []), ref]);
    }
  }
  return readers;
}

/** A Resource of that name that doesn't say what it is; if several datasets are called so, nobody knows which of them it is. */
function declaredByName(
  dataset: DiscoveredDataset,
  existing: ReadonlyMap<string, Entity>,
  all: DiscoveredDataset[],
): string | undefined {
  const [ref] = nameRefs(dataset);
  const entity = ref === undefined ? undefined : existing.get(ref);
  const annotation = annotationOf(dataset);
  const isUnnamed =
    isDeclaredEntity(entity) &&
    entity!.spec?.type === dataset.type &&
    annotation !== undefined &&
    entity!.metadata.annotations?.[annotation] === undefined;
  const isOnly = all.filter(d => nameRefs(d).includes(ref)).length === 1;
  return isUnnamed && isOnly ? ref : undefined;
}

function toEntity(
  dataset: DiscoveredDataset,
  options: {
    name: string;
    owner: string;
    dependsOn: string[];
    dependencyOf: string[];
  },
): Entity {
  const { dependencyOf, dependsOn, name, owner } = options;
  const [source = 'unknown'] = [...dataset.sources].sort();
  // The catalog wants to know where an entity comes from; nothing is ever read from there.
  const location = `discovered:${source}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      ...(dataset.name !== name && { title: dataset.name }),
      ...(dataset.description && { description: dataset.description }),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [annotationOf(dataset)!]: dataset.externalId,
        [DISCOVERED_BY_ANNOTATION]: source,
        ...(dataset.demo && { [DEMO_ANNOTATION]: 'true' }),
      },
    },
    spec: {
      type: dataset.type!,
      owner,
      ...(dependsOn.length > 0 && { dependsOn: unique(dependsOn) }),
      ...(dependencyOf.length > 0 && { dependencyOf: unique(dependencyOf) }),
    },
  };
}

function annotationOf({ technology }: { technology: string }) {
  return Object.entries(DATASET_BINDING_ANNOTATIONS).find(
    ([known]) => known === technology,
  )?.[1];
}

function isDeclaredEntity(entity: Entity | undefined): boolean {
  return (
    entity !== undefined &&
    entity.metadata.annotations?.[DISCOVERED_BY_ANNOTATION] === undefined
  );
}

function nameRefs(dataset: DiscoveredDataset): string[] {
  const name = plainName(dataset.name);
  return name === undefined ? [] : [entityRefOf(name)];
}

function entityRefOf(name: string): string {
  return `resource:default/${name}`;
}

function unique(refs: string[]): string[] {
  return [...new Set(refs)].sort();
}
