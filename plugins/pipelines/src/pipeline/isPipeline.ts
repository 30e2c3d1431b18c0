import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { PIPELINE_TYPES } from '@sluice/plugin-pipelines-common';

/**
 * Whether a catalog entity is a pipeline: a Component of one of our types. For `<EntitySwitch.Case if={isPipeline}>`.
 *
 * @public
 */
export function isPipeline(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'component' &&
    PIPELINE_TYPES.some(type => type === entity.spec?.type)
  );
}

/**
 * Whether a catalog entity is a pipeline that reads a stream. For the tab that shows its lag.
 *
 * @public
 */
export function isConsumer(entity: Entity): boolean {
  return isPipeline(entity) && entity.spec?.type === 'kafka-consumer';
}

/**
 * Whether a catalog entity is a group, which may own pipelines. For the tab that shows how those stand.
 *
 * @public
 */
export function isOwnerGroup(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'group';
}

/** The ref under which the API knows the entity. @internal */
export function refOf(entity: Entity): string {
  return stringifyEntityRef(entity);
}
