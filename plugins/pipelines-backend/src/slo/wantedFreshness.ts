import type { Knex } from 'knex';
import type { SloStore } from './SloStore';

/**
 * The pipelines that freshness SLOs in force are about, and how old they may be; one that several are about stands there for each.
 *
 * @param options - `environment`: of SLOs that name none
 * @internal
 */
export async function wantedFreshness(options: {
  store: SloStore;
  database: Knex;
  environment: string;
}): Promise<
  Array<{ pipelineId: number; environment: string; maxSeconds: number }>
> {
  const { database, store } = options;
  const promised = new Map(
    (await store.all(database)).flatMap(({ definition, id, removedAt }) =>
      removedAt || definition.kind !== 'freshness'
        ? []
        : [
            [
              id,
              {
                environment: definition.environment ?? options.environment,
                maxSeconds: definition.freshness.maxSeconds,
              },
            ] as const,
          ],
    ),
  );
  const members = await store.members([...promised.keys()], database);
  return members.map(({ pipelineId, sloId }) => ({
    pipelineId,
    ...promised.get(sloId)!,
  }));
}
