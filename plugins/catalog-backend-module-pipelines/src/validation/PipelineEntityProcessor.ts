import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  AlphaEntity,
  EntityStatusItem,
} from '@backstage/catalog-model/alpha';
import { stringifyError } from '@backstage/errors';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import {
  PIPELINE_VALIDATION_STATUS,
  validatePipelineEntity,
} from '@sluice/plugin-pipelines-common';

/**
 * Puts what is wrong with a pipeline, a dataset or a promise into `status.items` of its entity, for its page to show.
 *
 * It works after the catalog's own processing and never throws: an entity whose processor throws disappears or stays as
 * it was, and neither tells its owner what to fix.
 *
 * @internal
 */
export class PipelineEntityProcessor implements CatalogProcessor {
  readonly #logger: LoggerService;
  readonly #calendars: readonly string[] | undefined;

  /** @param options - `calendars`: names of those of the config, undefined where it has no such list */
  static create(options: {
    logger: LoggerService;
    calendars?: readonly string[];
  }) {
    return new PipelineEntityProcessor(options);
  }

  private constructor(options: {
    logger: LoggerService;
    calendars?: readonly string[];
  }) {
    this.#logger = options.logger;
    this.#calendars = options.calendars;
  }

  getProcessorName(): string {
    return 'PipelineEntityProcessor';
  }

  async postProcessEntity(entity: Entity): Promise<Entity> {
    const items = this.#statusItems(entity);
    const { status } = entity as AlphaEntity;
    // A file may have brought items of our type along; they would stay forever.
    const others = (status?.items ?? []).filter(
      item => item.type !== PIPELINE_VALIDATION_STATUS,
    );
    if (items.length === 0 && others.length === (status?.items ?? []).length) {
      return entity;
    }
    return {
      ...entity,
      status: { ...status, items: [...others, ...items] },
    } as AlphaEntity;
  }

  #statusItems(entity: Entity): EntityStatusItem[] {
    try {
      return validatePipelineEntity(entity, {
        calendars: this.#calendars,
      }).map(({ level, message }) => ({
        type: PIPELINE_VALIDATION_STATUS,
        level,
        message,
      }));
    } catch (error) {
      this.#logger.error(
        `Can't validate the ${entity.kind} ${
          entity.metadata?.name
        }: ${stringifyError(error)}`,
      );
      return [];
    }
  }
}
