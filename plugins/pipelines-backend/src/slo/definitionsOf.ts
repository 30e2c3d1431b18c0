import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { readSlos } from '@sluice/plugin-pipelines-common';
import { entityRef, type PipelineFacts } from '../fleet';
import { applicableDefaults, type SloDefaults } from './defaults';
import type { SloToPut } from './sloRecords';

/**
 * Makes what reads the promises of a catalog: those that entities declare, and for pipelines the defaults of the config that they don't
 * declare themselves or switch off. What is wrong with a declaration is said by the processor of the catalog, not here.
 *
 * @internal
 */
export function definitionsOf(options: {
  calendars: ReadonlyMap<string, unknown>;
  defaults: SloDefaults[];
}): (entities: Entity[], pipelines: PipelineFacts[]) => SloToPut[] {
  const calendars = [...options.calendars.keys()];
  return (entities, pipelines) => {
    const declared = entities.map(entity => {
      const ref = stringifyEntityRef(entity);
      const owner =
        entityRef(entity.spec?.owner, 'Group', entity.metadata.namespace) ??
        ref;
      const read = readSlos(entity.spec?.slos, {
        entityKind: entity.kind.toLocaleLowerCase('en-US') as 'component',
        owner,
        calendars,
      });
      return { ref, owner, read };
    });
    const byRef = new Map(declared.map(d => [d.ref, d.read]));
    return [
      ...declared.flatMap(({ ref, owner, read }) =>
        read.slos.map(definition => ({
          entityRef: ref,
          origin: 'entity' as const,
          owner: definition.owner ?? owner,
          definition,
        })),
      ),
      ...pipelines.flatMap(pipeline =>
        applicableDefaults(
          options.defaults,
          pipeline,
          byRef.get(pipeline.entityRef) ?? { slos: [], disabled: [] },
        ).map(definition => ({
          entityRef: pipeline.entityRef,
          origin: 'default' as const,
          owner: definition.owner ?? pipeline.owner,
          definition,
        })),
      ),
    ];
  };
}
