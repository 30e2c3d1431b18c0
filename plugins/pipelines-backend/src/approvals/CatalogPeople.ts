import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_HAS_MEMBER,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { BOT_ANNOTATION } from '@sluice/plugin-pipelines-common';
import type { People } from './quorum';

/** The annotations by which identity providers are named, the first one that a user has counts. */
const IDENTITY_ANNOTATIONS = [
  'graph.microsoft.com/user-id',
  'okta.com/id',
  'keycloak.org/id',
  'microsoft.com/email',
  'google.com/email',
  'github.com/user-login',
  'gitlab.com/user-login',
];

/** What is known of one person. @internal */
export type Person = {
  ref: string;
  isHuman: boolean;
  /** Direct groups, sorted. */
  groups: string[];
  /** What the identity provider calls them, as `annotation=value`; their ref where the catalog doesn't know. */
  identity: string;
};

/** Whom groups consist of. @internal */
export interface PeopleDirectory {
  /** Reads the members of the groups that are among `refs`, and which of them and of the users among `refs` are human. */
  look(refs: Iterable<string>): Promise<People>;
  /** @returns undefined if there is no such user */
  person(ref: string): Promise<Person | undefined>;
}

/** {@link PeopleDirectory} of the catalog, which gets users and groups from the identity provider. Only direct members count. @internal */
export class CatalogPeople implements PeopleDirectory {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async look(refs: Iterable<string>): Promise<People> {
    const all = [...new Set(refs)];
    const groups = await this.#entities(
      all.filter(ref => ref.startsWith('group:')),
    );
    const members = new Map(
      groups.map(group => [
        stringifyEntityRef(group),
        (group.relations ?? [])
          .filter(r => r.type === RELATION_HAS_MEMBER)
          .map(r => r.targetRef)
          .filter(ref => ref.startsWith('user:'))
          .sort(),
      ]),
    );
    const users = await this.#entities([
      ...new Set([
        ...all.filter(ref => ref.startsWith('user:')),
        ...[...members.values()].flat(),
      ]),
    ]);
    return {
      members,
      humans: new Set(users.filter(isHuman).map(u => stringifyEntityRef(u))),
    };
  }

  async person(ref: string): Promise<Person | undefined> {
    const [user] = await this.#entities([ref]);
    if (!user) return undefined;
    const annotations = user.metadata.annotations ?? {};
    const annotation = IDENTITY_ANNOTATIONS.find(name => annotations[name]);
    return {
      ref: stringifyEntityRef(user),
      isHuman: isHuman(user),
      groups: (user.relations ?? [])
        .filter(r => r.type === 'memberOf')
        .map(r => r.targetRef)
        .sort(),
      identity: annotation ? `${annotation}=${annotations[annotation]}` : ref,
    };
  }

  async #entities(refs: string[]): Promise<Entity[]> {
    if (refs.length === 0) return [];
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await this.#catalog.getEntitiesByRefs(
      {
        entityRefs: refs,
        fields: ['kind', 'metadata', 'relations'],
      },
      { credentials },
    );
    return items.flatMap(item => item ?? []);
  }
}

function isHuman(user: Entity): boolean {
  return user.metadata.annotations?.[BOT_ANNOTATION] !== 'true';
}
