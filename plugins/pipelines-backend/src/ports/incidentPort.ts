import { NotFoundError } from '@backstage/errors';
import type { Incidents } from '../incidents';
import type { IncidentReader } from '../promotions';

/** What promotions ask of incidents. @internal */
export function incidentPort({
  service,
}: Pick<Incidents, 'service'>): IncidentReader {
  return {
    openOn: async entityRefs => service.openOn(entityRefs.slice(0, 400)),
    async find(id) {
      try {
        const { incident, pipelines } = await service.detail(id, {});
        return {
          id,
          title: incident.title,
          openedAt: incident.openedAt,
          isOpen: incident.state === 'open',
          members: pipelines.map(each => each.pipeline),
        };
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },
  };
}
