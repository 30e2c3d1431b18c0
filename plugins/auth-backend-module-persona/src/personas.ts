import {
  type Entity,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  PERSONA_ANNOTATION,
  PERSONA_ROLES,
  type PersonaRole,
  ROLE_ANNOTATION,
} from '@sluice/plugin-pipelines-common';

/**
 * One of the people that the demo sign-in offers.
 *
 * @public
 */
export type Persona = {
  entityRef: string;
  displayName: string;
  /** Undefined if the entity names none that we know. */
  role?: PersonaRole;
  /** What they may do, in the catalog's words. */
  description?: string;
  /** Entity refs of the groups they are a member of, sorted. */
  groups: string[];
};

/**
 * Whether the catalog offers this entity for the demo sign-in.
 *
 * @internal
 */
export function isPersona(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'user' &&
    entity.metadata.annotations?.[PERSONA_ANNOTATION] === 'true'
  );
}

/**
 * The name by which people know a User.
 *
 * @internal
 */
export function displayNameOf(entity: Entity): string {
  const profile = entity.spec?.profile as { displayName?: string } | undefined;
  return profile?.displayName ?? entity.metadata.title ?? entity.metadata.name;
}

/**
 * Those of the entities that are personas, in the order of {@link PERSONA_ROLES} and then by name.
 *
 * @internal
 */
export function toPersonas(entities: Entity[]): Persona[] {
  return entities
    .filter(isPersona)
    .map(toPersona)
    .sort(
      (a, b) =>
        rank(a) - rank(b) || a.displayName.localeCompare(b.displayName, 'en'),
    );
}

function toPersona(entity: Entity): Persona {
  const role = entity.metadata.annotations?.[ROLE_ANNOTATION];
  return {
    entityRef: stringifyEntityRef(entity),
    displayName: displayNameOf(entity),
    role: PERSONA_ROLES.find(known => known === role),
    description: entity.metadata.description,
    groups: (entity.relations ?? [])
      .filter(relation => relation.type === RELATION_MEMBER_OF)
      .map(relation => relation.targetRef)
      .sort(),
  };
}

function rank(persona: Persona): number {
  return persona.role
    ? PERSONA_ROLES.indexOf(persona.role)
    : PERSONA_ROLES.length;
}
