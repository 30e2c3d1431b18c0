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
import { sloProblems } from './slos';
import { datasetSpecProblems, pipelineSpecProblems } from './spec';

/** Kinds whose promises are about several pipelines. */
const KINDS_OF_SEVERAL = ['system', 'domain', 'group'] as const;

/**
 * What is wrong with an entity as far as Sluice goes: our annotations on any entity, our fields on pipelines and
 * datasets, the SLOs of pipelines, Systems, Domains and Groups, and types that look like ours but aren't.
 *
 * Needs no catalog: whether what an entity names exists is not checked. The general shape of an entity is checked by
 * the catalog itself.
 *
 * @param options - `calendars`: names of the calendars of the config, where they are known; otherwise any name is taken
 * @returns the problems, none if there are none
 * @public
 */
export function validatePipelineEntity(
  entity: Entity,
  options?: { calendars?: readonly string[] },
): EntityProblem[] {
  const spec = entity.spec ?? {};
  const kind = entity.kind.toLocaleLowerCase('en-US');
  const problems = annotationProblems(entity);

  if (kind === 'component' && isOneOf(PIPELINE_TYPES, spec.type)) {
    return [
      ...problems,
      ...bindingProblems(entity, spec.type as PipelineType),
      ...pipelineSpecProblems(spec),
      ...sloProblems(spec, 'component', options?.calendars),
    ];
  }
  problems.push(...strayBindingProblems(entity));
  if (kind === 'resource' && isOneOf(DATASET_TYPES, spec.type)) {
    return [...problems, ...datasetSpecProblems(spec)];
  }
  const kindOfSeveral = KINDS_OF_SEVERAL.find(k => k === kind);
  if (kindOfSeveral) {
    problems.push(...sloProblems(spec, kindOfSeveral, options?.calendars));
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
