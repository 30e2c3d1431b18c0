import type { Entity } from '@backstage/catalog-model';
import {
  DISCOVERED_BY_ANNOTATION,
  type DiscoveredDefinition,
  TECHNOLOGY_OF_TYPE,
} from '@sluice/plugin-pipelines-common';
import type { CatalogLookup } from './CatalogLookup';
import { assignNames, plainName } from './names';
import { ownerCandidates } from './owners';
import { definitionKey } from './readDefinitions';
import { bindingAnnotation, toEntity } from './toEntity';

/**
 * Entities for discovered definitions, sorted by name. Which groups exist, and which names belong to somebody else, is
 * looked up.
 *
 * A name that another entity has goes to that one. If that entity is bound to the very same pipeline, somebody has just
 * declared it, and nothing is added.
 *
 * @throws any error of the lookup
 * @internal
 */
export async function toEntities(options: {
  definitions: readonly DiscoveredDefinition[];
  lookup: Pick<CatalogLookup, 'find'>;
  /** Entity ref. */
  defaultOwner: string;
}): Promise<Entity[]> {
  const { lookup, defaultOwner } = options;
  // A newer backend may know types that we don't.
  const definitions = options.definitions.filter(definition =>
    Object.hasOwn(TECHNOLOGY_OF_TYPE, definition.type),
  );
  const existing = await lookup.find(
    definitions.flatMap(definition => [
      ...nameRefs(definition),
      ...ownerCandidates(definition),
    ]),
  );

  const undeclared = definitions.filter(
    definition => !isDeclared(definition, existing),
  );
  const names = assignNames(undeclared, name =>
    isDeclaredEntity(existing.get(entityRefOf(name))),
  );
  return undeclared
    .flatMap(definition => {
      const name = names.get(definitionKey(definition));
      if (!name) return [];
      const owner = ownerCandidates(definition).find(ref => existing.has(ref));
      return toEntity({ definition, name, owner: owner ?? defaultOwner });
    })
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

function isDeclared(
  definition: DiscoveredDefinition,
  existing: Map<string, Entity>,
): boolean {
  return nameRefs(definition).some(ref => {
    const entity = existing.get(ref);
    return (
      isDeclaredEntity(entity) &&
      entity?.metadata.annotations?.[bindingAnnotation(definition)] ===
        definition.externalId
    );
  });
}

function isDeclaredEntity(entity: Entity | undefined): boolean {
  return (
    entity !== undefined &&
    entity.metadata.annotations?.[DISCOVERED_BY_ANNOTATION] === undefined
  );
}

function nameRefs(definition: DiscoveredDefinition): string[] {
  const name = plainName(definition.externalId);
  return name === undefined ? [] : [entityRefOf(name)];
}

function entityRefOf(name: string): string {
  return `component:default/${name}`;
}
