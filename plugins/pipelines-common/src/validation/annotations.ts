import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  ANNOTATION_PREFIX,
  BINDING_ANNOTATIONS,
  TECHNOLOGY_OF_TYPE,
} from '../annotations';
import { PIPELINE_TYPES, type PipelineType } from '../vocabulary';
import { nearest } from './nearest';
import { type EntityProblem, problem, shown } from './problem';

const KNOWN = Object.keys(ANNOTATIONS);

/** What is wrong with our annotations on an entity of any kind. @internal */
export function annotationProblems(entity: Entity): EntityProblem[] {
  const annotations: Record<string, unknown> =
    entity.metadata.annotations ?? {};
  return Object.entries(annotations)
    .filter(([name]) => name.startsWith(ANNOTATION_PREFIX))
    .flatMap(([name, value]) => {
      const path = `metadata.annotations.${name}`;
      const rule = ANNOTATIONS[name];
      if (!rule) {
        const meant = nearest(name, KNOWN, 4);
        return problem(
          'error',
          path,
          meant
            ? `is not an annotation of ours; did you mean ${meant}?`
            : `is not an annotation of ours; known are ${KNOWN.join(', ')}`,
        );
      }
      if (typeof value !== 'string') {
        return problem(
          'error',
          path,
          `must be text, got ${shown(value)}; put it in quotes`,
        );
      }
      return rule.pattern.test(value)
        ? []
        : problem(
            'error',
            path,
            `must be ${rule.expected}, got ${shown(value)}`,
          );
    });
}

/** Whether a pipeline says what its technology calls it. Without that nothing can be observed. @internal */
export function bindingProblems(
  entity: Entity,
  type: PipelineType,
): EntityProblem[] {
  const expected = BINDING_ANNOTATIONS[TECHNOLOGY_OF_TYPE[type]];
  const present = bindingsOf(entity);
  if (present.includes(expected)) return [];

  const path = `metadata.annotations.${expected}`;
  if (!present.length) {
    return [
      problem(
        'warning',
        path,
        `is missing, so no runs of this ${type} can be shown; set it to ${ANNOTATIONS[expected].expected}`,
      ),
    ];
  }
  return [
    problem(
      'error',
      path,
      `is missing: spec.type is ${type}, but the annotation is ${present.join(
        ' and ',
      )}; set this annotation, or change spec.type to ${typesBoundBy(
        present,
      ).join(' or ')}`,
    ),
  ];
}

/** Whether something that isn't a pipeline is bound as if it were one. @internal */
export function strayBindingProblems(entity: Entity): EntityProblem[] {
  const present = bindingsOf(entity);
  return present.map(name =>
    problem(
      'warning',
      `metadata.annotations.${name}`,
      `has no effect, because this is no pipeline: make it a Component with spec.type ${typesBoundBy(
        [name],
      ).join(' or ')}, or remove the annotation`,
    ),
  );
}

function bindingsOf(entity: Entity): string[] {
  return Object.values(BINDING_ANNOTATIONS).filter(
    name => entity.metadata.annotations?.[name] !== undefined,
  );
}

function typesBoundBy(bindings: readonly string[]): PipelineType[] {
  return PIPELINE_TYPES.filter(type =>
    bindings.includes(BINDING_ANNOTATIONS[TECHNOLOGY_OF_TYPE[type]]),
  );
}
