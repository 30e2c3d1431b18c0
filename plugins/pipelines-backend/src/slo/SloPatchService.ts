import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  type Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readSlos,
  type SloDefinition,
  type SloPatch,
  type SloPatchRequest,
} from '@sluice/plugin-pipelines-common';
import { createTwoFilesPatch } from 'diff';
import { entityRef as entityRefOf } from '../fleet';
import { errorText } from '../observations';
import { patchYaml } from './patchYaml';
import { sloYaml } from './sloYaml';

/** Reads the file in which an entity is written, by its location. @internal */
export type ReadEntityFile = (
  locationRef: string,
) => Promise<{ text: string; path: string }>;

/** What a {@link SloPatchService} needs. @internal */
export type SloPatchServiceOptions = {
  catalog: CatalogService;
  calendars: ReadonlyMap<string, unknown>;
  readEntityFile: ReadEntityFile;
};

/** Writes a changed promise as a diff for a pull request. Nothing is changed from here: a promise changes where the entity is. @internal */
export class SloPatchService {
  readonly #options: SloPatchServiceOptions;

  constructor(options: SloPatchServiceOptions) {
    this.#options = options;
  }

  /**
   * @param credentials - of the caller, who has to be able to see the entity
   * @returns the diff, or the YAML and why there is none; or what is wrong with the definition
   * @throws NotFoundError if there is no such entity
   */
  async patch(
    { entityRef, slo }: SloPatchRequest,
    credentials: BackstageCredentials,
  ): Promise<SloPatch> {
    const { calendars, catalog } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) {
      throw new NotFoundError(
        `There is no entity ${entityRef} that you may see`,
      );
    }
    const { problems, slos } = readSlos([slo], {
      entityKind: parseEntityRef(entityRef).kind as 'component',
      path: 'slo',
      calendars: [...calendars.keys()],
    });
    const [definition] = slos;
    if (!definition) return { problems };
    const owner = entityRefOf(
      entity.spec?.owner,
      'Group',
      entity.metadata.namespace,
    );
    return {
      problems,
      yaml: sloYaml(definition, { owner }),
      ...(await this.#diff(entity, definition, owner)),
    };
  }

  async #diff(
    entity: Entity,
    definition: SloDefinition,
    owner: string | undefined,
  ): Promise<Omit<SloPatch, 'problems'>> {
    const annotations = entity.metadata.annotations ?? {};
    const location = annotations[ANNOTATION_LOCATION];
    const editUrl = annotations[ANNOTATION_EDIT_URL];
    if (!location || !/^(url|file):/.test(location)) {
      return { note: 'no-location' };
    }
    try {
      const { path, text } = await this.#options.readEntityFile(location);
      const { kind } = entity;
      const { name, namespace = 'default' } = entity.metadata;
      const target = { kind, name, namespace, owner };
      const patched = patchYaml(text, target, definition);
      const file = { file: path, editUrl };
      if (patched.result !== 'patched') {
        return { ...file, note: patched.result };
      }
      return {
        ...file,
        note: patched.reformatted ? 'reformatted' : 'ready',
        patch: unifiedDiff(path, text, patched.text),
      };
    } catch (error) {
      return { editUrl, note: 'not-readable', message: errorText(error) };
    }
  }
}

/** A diff as `git diff` writes it and `git apply` reads it. */
function unifiedDiff(path: string, before: string, after: string): string {
  const diff = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after);
  // The library puts a line above that Subversion knows.
  return `diff --git a/${path} b/${path}\n${diff.replace(/^=+\n/, '')}`;
}
