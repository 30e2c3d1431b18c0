import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  DATASET_BINDING_ANNOTATIONS,
  DATASET_TYPES,
  DISCOVERED_BY_ANNOTATION,
  type DatasetType,
} from '@sluice/plugin-pipelines-common';
import type { DatasetBinding } from '../observations';

/** Whether an entity is a dataset. @internal */
export function isDataset(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'resource' &&
    DATASET_TYPES.includes(entity.spec?.type as DatasetType)
  );
}

/** What technologies call a dataset, by its annotations. @internal */
export function datasetBindings(entity: Entity): DatasetBinding[] {
  const annotations = entity.metadata.annotations ?? {};
  const entityRef = stringifyEntityRef(entity);
  const declared = !annotations[DISCOVERED_BY_ANNOTATION];
  return Object.entries(DATASET_BINDING_ANNOTATIONS).flatMap(
    ([technology, annotation]) =>
      annotations[annotation]
        ? {
            technology,
            externalId: annotations[annotation],
            entityRef,
            declared,
          }
        : [],
  );
}
