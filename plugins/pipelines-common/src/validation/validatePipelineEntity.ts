import type { Entity } from '@backstage/catalog-model';
import {
  DATASET_TYPES,
  type DatasetType,
  PIPELINE_TYPES,
  type PipelineType,
} from '../vocabulary';
import {
  annotationProblems,
  bindingProblems,
  strayBindingProblems,
} from './annotations';
import { nearest } from './nearest';
import { type EntityProblem, problem, shown } from './problem';
import { datasetSpecProblems, pipelineSpecProblems } from './spec';

/**
 * What is wrong with an entity as far as Sluice goes: our annotations on any entity, our fields on pipelines and
 * datasets, and types that look like ours but aren't.
 *
 * Needs no catalog: whether what an entity names exists is not checked. The general shape of an entity is checked by
 * the catalog itself.
 *
 * @returns the problems in the order of the file, none if there are none
 * @public
 */
export function validatePipelineEntity(entity: Entity): EntityProblem[] {
  const spec = entity.spec ?? {};
  const kind = entity.kind.toLocaleLowerCase('en-US');
  const problems = annotationProblems(entity);

  if (kind === 'component' && isOneOf(PIPELINE_TYPES, spec.type)) {
    return [
      ...problems,
      ...bindingProblems(entity, spec.type as PipelineType),
      ...pipelineSpecProblems(spec),
    ];
  }
  problems.push(...strayBindingProblems(entity));
  if (kind === 'resource' && isOneOf(DATASET_TYPES, spec.type)) {
    return [...problems, ...datasetSpecProblems(spec)];
  }
  if (kind === 'component') {
    problems.push(...slipProblems(spec.type, PIPELINE_TYPES, 'pipeline'));
  }
  if (kind === 'resource') {
    problems.push(...slipProblems(spec.type, DATASET_TYPES, 'dataset'));
  }
  return problems;
}

function isOneOf(
  types: readonly (PipelineType | DatasetType)[],
  value: unknown,
): boolean {
  return types.some(type => type === value);
}

function slipProblems(
  value: unknown,
  types: readonly string[],
  word: string,
): EntityProblem[] {
  const meant = typeof value === 'string' ? nearest(value, types) : undefined;
  return meant
    ? [
        problem(
          'warning',
          'spec.type',
          `${shown(
            value,
          )} is not the type of a ${word}, so Sluice leaves this entity alone; did you mean ${meant}?`,
        ),
      ]
    : [];
}
