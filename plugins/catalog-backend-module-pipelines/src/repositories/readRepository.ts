import fs from 'node:fs';
import { InputError } from '@backstage/errors';
import type { Entity } from '@backstage/catalog-model';
import {
  type DeferredEntity,
  parseEntityYaml,
} from '@backstage/plugin-catalog-node';
import git from 'isomorphic-git';

const FILE = 'catalog-info.yaml';
const MAX_BYTES = 1024 * 1024;
/** What people bring by a repository of their own. Whoever could bring groups and users could make themselves a member of any. */
const KINDS = new Set(['component', 'resource', 'api']);

/** What a repository has to say to the catalog. @internal */
export type RepositoryEntities = {
  /** Id of the commit it was read at. */
  commit: string;
  entities: DeferredEntity[];
};

/**
 * Reads `catalog-info.yaml` of a bare repository, as it is on its default branch.
 *
 * @param repository - `gitdir`: its folder; `name`: by which it is known; `known`: what was read before, which still holds at the same commit
 * @returns undefined if it has no commit yet
 * @throws InputError that says what is wrong in the file: too long, no YAML, or entities of another kind
 * @internal
 */
export async function readRepository(repository: {
  gitdir: string;
  name: string;
  known?: RepositoryEntities;
}): Promise<RepositoryEntities | undefined> {
  const { gitdir, known, name } = repository;
  const commit = await git
    .resolveRef({ fs, gitdir, ref: 'HEAD' })
    .catch(missing);
  if (!commit || commit === known?.commit) return commit ? known : undefined;
  const file = await git
    .readBlob({ fs, gitdir, oid: commit, filepath: FILE })
    .catch(missing);
  if (!file) return { commit, entities: [] };
  if (file.blob.length > MAX_BYTES) {
    throw new InputError(`${FILE} is longer than ${MAX_BYTES} bytes`);
  }
  const location = { type: 'sluice-repository', target: `${name}/${FILE}` };
  const entities = entitiesOf(Buffer.from(file.blob), location);
  return {
    commit,
    entities: entities.map(entity => ({
      entity: withLocation(entity, `${location.type}:${location.target}`),
      // Nobody else's entity is taken over, and nobody else takes over this one.
      locationKey: `${location.type}:${name}`,
    })),
  };
}

function entitiesOf(
  text: Buffer,
  location: { type: string; target: string },
): Entity[] {
  const entities: Entity[] = [];
  for (const result of parseEntityYaml(text, location)) {
    if (result.type === 'error') throw new InputError(result.error.message);
    if (result.type !== 'entity') continue;
    const { entity } = result;
    if (!KINDS.has(String(entity.kind).toLocaleLowerCase('en-US'))) {
      throw new InputError(
        `${FILE} has an entity of kind ${entity.kind}; a repository may have components, resources and APIs`,
      );
    }
    entities.push(entity);
  }
  return entities;
}

function withLocation(entity: Entity, location: string): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata?.annotations,
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
  };
}

function missing(error: unknown): undefined {
  if (error instanceof git.Errors.NotFoundError) return undefined;
  throw error;
}
