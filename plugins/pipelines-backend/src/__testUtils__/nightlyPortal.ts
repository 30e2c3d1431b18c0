import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { RunBatch, RunObservation } from '@sluice/plugin-pipelines-node';
import {
  createPortal,
  dagEntity,
  definition,
  fakeSource,
} from './createPortal';

/** The date on which the clock starts, at 06:00 UTC. */
export const TODAY = '2026-11-21';

/** Done by 07:00 UTC, an hour after the start of the fake clock. */
export const BY_SEVEN = {
  name: 'by-seven',
  title: 'Ready at seven',
  kind: 'deadline',
  target: 90,
  window: { rolling: '28d' },
  deadline: { time: '07:00', timezone: 'UTC' },
};

/** The run of a local date, complete so many minutes after its midnight; failed without them. */
export function nightly(
  dag: string,
  date: string,
  doneAfterMinutes?: number,
  options: Partial<RunObservation> = {},
): RunObservation {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const time = (minutes: number) =>
    new Date(midnight + minutes * 60_000).toISOString();
  return {
    pipelineExternalId: dag,
    externalId: `scheduled__${date}`,
    runType: 'scheduled',
    runAfter: time(0),
    dataIntervalStart: time(-24 * 60),
    dataIntervalEnd: time(0),
    startedAt: time(5),
    ...(doneAfterMinutes === undefined
      ? { state: 'failed', endedAt: time(30) }
      : { state: 'success', endedAt: time(doneAfterMinutes) }),
    ...options,
  };
}

/** Nights in time, before the day on which the clock starts. */
export function goodNights(dag: string, count = 31): RunObservation[] {
  return Array.from({ length: count }, (_, i) => {
    const at = Date.parse(TODAY) - (count - i) * 86_400_000;
    return nightly(dag, new Date(at).toISOString().slice(0, 10), 300);
  });
}

/** A pipeline of a {@link nightlyPortal}. */
export type NightlyPipeline = {
  /** Name and DAG. */
  name: string;
  tier?: number;
  owner?: string;
  /** Names of the pipelines whose table it reads; each writes one of its own name. */
  reads?: string[];
  slos?: object[];
  annotations?: Record<string, string>;
};

/** Daily pipelines that run at midnight, on a portal whose clock and source the test controls. */
export async function nightlyPortal(options: {
  databases: TestDatabases;
  databaseId: TestDatabaseId;
  pipelines: NightlyPipeline[];
  /** What the first sweep brings; 31 good nights of each without it. */
  runs?: RunObservation[];
  config?: JsonObject;
}) {
  const { pipelines } = options;
  let batches: RunBatch[] = [
    {
      cursor: 1,
      runs: options.runs ?? pipelines.flatMap(({ name }) => goodNights(name)),
      definitions: pipelines.map(({ name }) =>
        definition(name, { schedule: '0 0 * * *', timezone: 'UTC' }),
      ),
      definitionsComplete: true,
    },
  ];
  let failure: Error | undefined;
  const portal = await createPortal({
    ...options,
    entities: pipelines.flatMap(entitiesOf),
    sources: [
      fakeSource({
        async *collect() {
          if (failure) throw failure;
          yield* batches;
        },
      }),
    ],
  });
  await portal.reconcile();
  await portal.sweep();
  batches = [{ cursor: 2 }];

  async function evaluate() {
    await portal.slos.evaluate();
    await portal.onCall.alerts.evaluate();
    await portal.onCall.incidents.closeRecovered();
  }
  await portal.slos.readDefinitions();
  await evaluate();

  return {
    ...portal,
    evaluate,
    /** What the next sweep brings. */
    deliver(runs: RunObservation[]) {
      batches = [{ cursor: 2, runs }];
    },
    fail(error: Error | undefined) {
      failure = error;
    },
    /** Lets time pass, then all that follows it. */
    async tick(minutes: number) {
      portal.pass(minutes);
      await portal.sweep();
      await portal.refresh();
      await evaluate();
    },
    async alerts() {
      const { alerts } = portal.onCall;
      return (await alerts.service.page({}, {}, { limit: 50 })).items;
    },
    async incidents() {
      const { incidents } = portal.onCall;
      return (await incidents.service.page({}, {}, { limit: 50 })).items;
    },
    /** Delivers what waits, and what people were told by it. */
    async tell() {
      portal.told.length = 0;
      await portal.onCall.notifications.deliver();
      return portal.told.map(({ payload, recipients }) => ({
        to: 'entityRef' in recipients ? recipients.entityRef : [],
        ...payload,
      }));
    },
  };
}

function entitiesOf(pipeline: NightlyPipeline): Entity[] {
  const { annotations, name, owner, reads = [], slos, tier = 1 } = pipeline;
  const related = (entity: Entity, needs: string[]) => ({
    ...entity,
    relations: needs.map(targetRef => ({ type: 'dependsOn', targetRef })),
  });
  return [
    related(
      dagEntity(
        name,
        name,
        { tier, ...(owner && { owner }), ...(slos && { slos }) },
        annotations,
      ),
      reads.map(each => `resource:default/${each}`),
    ),
    related(
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name },
        spec: { type: 'snowflake-table', owner: owner ?? 'finance' },
      },
      [`component:default/${name}`],
    ),
  ];
}
