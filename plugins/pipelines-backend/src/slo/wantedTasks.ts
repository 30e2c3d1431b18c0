import type { SloKind } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { completionOf } from './CompletionReader';
import type { SloStore } from './SloStore';

/** Kinds that expect a run at each time of the schedule. */
const BY_SCHEDULE: readonly SloKind[] = ['deadline', 'duration', 'success'];

/**
 * The pipelines of which SLOs in force expect runs: one that never started is to be missed.
 *
 * @param options - `environment`: of SLOs that name none
 * @internal
 */
export async function wantedSchedules(options: {
  store: SloStore;
  database: Knex;
  environment: string;
}): Promise<Array<{ pipelineId: number; environment: string }>> {
  const { database, store } = options;
  const expecting = new Map(
    (await store.all(database))
      .filter(
        slo => !slo.removedAt && BY_SCHEDULE.includes(slo.definition.kind),
      )
      .map(slo => [slo.id, slo.definition.environment ?? options.environment]),
  );
  const members = await store.members([...expecting.keys()], database);
  const wanted = new Map(
    members.map(({ pipelineId, sloId }) => {
      const environment = expecting.get(sloId)!;
      return [`${pipelineId} ${environment}`, { pipelineId, environment }];
    }),
  );
  return [...wanted.values()];
}

/** A task that an SLO rests on. @internal */
export type WantedTask = {
  pipelineId: number;
  environment: string;
  taskId: string;
  /** Of runs whose place in history is at or after this. */
  from: string;
};

/**
 * The tasks that SLOs in force rest on, each once. A deadline's data may have ended a while before the SLO began.
 *
 * @param options - `environment`: of SLOs that name none
 * @internal
 */
export async function wantedTasks(options: {
  store: SloStore;
  database: Knex;
  environment: string;
}): Promise<WantedTask[]> {
  const { database, store } = options;
  const resting = new Map(
    (await store.all(database)).flatMap(slo => {
      const completion = completionOf(slo.definition);
      return slo.removedAt || completion.type !== 'task'
        ? []
        : [[slo.id, { slo, taskId: completion.taskId }] as const];
    }),
  );
  const wanted = new Map<string, WantedTask>();
  for (const member of await store.members([...resting.keys()], database)) {
    const { slo, taskId } = resting.get(member.sloId)!;
    const task = {
      pipelineId: member.pipelineId,
      environment: slo.definition.environment ?? options.environment,
      taskId,
      from: member.activeFrom,
    };
    const key = JSON.stringify([task.pipelineId, task.environment, taskId]);
    const known = wanted.get(key);
    if (!known || task.from < known.from) wanted.set(key, task);
  }
  return [...wanted.values()];
}
