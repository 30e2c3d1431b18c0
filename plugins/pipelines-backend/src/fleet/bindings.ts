import type { ApiSchema, Technology } from '@sluice/plugin-pipelines-common';
import type { EntityPipeline } from './entityPipeline';

/** Something that is wrong with a pipeline. @internal */
export type Problem = ApiSchema<'Problem'>;

/** Which entity each pipeline of a technology belongs to. @internal */
export type DecidedBindings = {
  bindings: Array<{
    technology: Technology;
    externalId: string;
    entityRef: string;
    declared: boolean;
  }>;
  /** By entity ref. */
  problems: Map<string, Problem[]>;
};

/**
 * Decides which entity gets the runs of what a technology calls a pipeline. A declared entity goes before one that was discovered.
 * Of two that claim the same one, the first by entity ref gets it, and both are told.
 *
 * @internal
 */
export function decideBindings(
  pipelines: Array<
    Pick<EntityPipeline, 'entityRef' | 'discovered' | 'externalIds'>
  >,
): DecidedBindings {
  const claims = new Map<string, DecidedBindings['bindings']>();
  for (const { entityRef, discovered, externalIds } of pipelines) {
    for (const external of externalIds) {
      const key = `${external.technology} ${external.externalId}`;
      const claim = { ...external, entityRef, declared: !discovered };
      claims.set(key, [...(claims.get(key) ?? []), claim]);
    }
  }
  const bindings = [];
  const problems = new Map<string, Problem[]>();
  for (const claimed of claims.values()) {
    const declared = claimed.filter(c => c.declared);
    const rivals = (declared.length > 0 ? declared : claimed).sort((a, b) =>
      a.entityRef < b.entityRef ? -1 : 1,
    );
    bindings.push(rivals[0]);
    if (rivals.length < 2) continue;
    for (const { entityRef, technology, externalId } of rivals) {
      const others = rivals
        .map(r => r.entityRef)
        .filter(r => r !== entityRef)
        .join(', ');
      const message = `${others} also claims the ${technology} pipeline ${externalId}; its runs are shown on ${rivals[0].entityRef}. Remove the annotation from all but one`;
      problems.set(entityRef, [
        ...(problems.get(entityRef) ?? []),
        { kind: 'duplicate-binding', message },
      ]);
    }
  }
  return { bindings, problems };
}
