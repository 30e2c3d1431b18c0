import type { Entity } from '@backstage/catalog-model';
import type {
  PipelineDefinition,
  RunObservation,
} from '@sluice/plugin-pipelines-node';

const DAY_MS = 24 * 3600_000;

const nameOf = (index: number) => `pipeline-${String(index).padStart(5, '0')}`;

/** Pipelines that each promise one deadline a day. */
export function promisingEntities(count: number): Entity[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: nameOf(index),
      annotations: { 'sluice.dev/airflow-dag-id': nameOf(index) },
    },
    spec: {
      type: 'airflow-dag',
      lifecycle: 'production',
      owner: 'group:default/bench',
      slos: [
        {
          name: 'by-six',
          kind: 'deadline',
          target: 95,
          window: { rolling: '28d' },
          deadline: { time: '06:00', timezone: 'Europe/Berlin' },
        },
      ],
    },
  }));
}

/** What the source lists of them. */
export function definitions(count: number): PipelineDefinition[] {
  return Array.from({ length: count }, (_, index) => ({
    externalId: nameOf(index),
    type: 'airflow-dag',
    schedule: '0 0 * * *',
    timezone: 'Europe/Berlin',
    paused: false,
  }));
}

/**
 * The nightly run of one pipeline, `ago` days before the last midnight. One in 40 is late.
 *
 * @param midnight - the last local midnight, milliseconds since 1970
 */
export function nightlyRun(
  index: number,
  ago: number,
  midnight: number,
): RunObservation {
  const end = midnight - ago * DAY_MS;
  const isLate = (index + ago) % 40 === 0;
  const minutes = isLate ? 400 : 60 + ((index * 7 + ago * 13) % 240);
  const time = (at: number) => new Date(at).toISOString();
  return {
    pipelineExternalId: nameOf(index),
    externalId: `scheduled__${time(end)}`,
    state: 'success',
    runType: 'scheduled',
    runAfter: time(end),
    dataIntervalStart: time(end - DAY_MS),
    dataIntervalEnd: time(end),
    startedAt: time(end + 30_000),
    endedAt: time(end + minutes * 60_000),
  };
}
