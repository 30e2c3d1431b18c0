import type { RunObservation } from '@sluice/plugin-pipelines-node';
import {
  BATCH,
  DAY_MS,
  iso,
  MIDNIGHT,
  nameOf,
  promising,
  requireAbout,
  type Workload,
} from './Workload';

/** The nightly run of one pipeline, `ago` days before the last midnight. One in 40 is late. */
function nightlyRun(index: number, ago: number): RunObservation {
  const end = MIDNIGHT - ago * DAY_MS;
  const isLate = (index + ago) % 40 === 0;
  const minutes = isLate ? 400 : 60 + ((index * 7 + ago * 13) % 240);
  return {
    pipelineExternalId: nameOf(index),
    externalId: `scheduled__${iso(end)}`,
    state: 'success',
    runType: 'scheduled',
    runAfter: iso(end),
    dataIntervalStart: iso(end - DAY_MS),
    dataIntervalEnd: iso(end),
    startedAt: iso(end + 30_000),
    endedAt: iso(end + minutes * 60_000),
  };
}

const indexes = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Pipelines that each promise one deadline a day. */
export const deadlines: Workload = {
  name: 'DEADLINES',
  technology: 'airflow',
  pipelines: 10_000,
  flatPipelines: 1_000,

  entities: count =>
    indexes(count).map(index =>
      promising(index, {
        type: 'airflow-dag',
        annotation: 'sluice.dev/airflow-dag-id',
        slo: {
          name: 'by-six',
          kind: 'deadline',
          target: 95,
          window: { rolling: '28d' },
          deadline: { time: '06:00', timezone: 'Europe/Berlin' },
        },
      }),
    ),

  *history(count, days, changed) {
    yield {
      cursor: 0,
      definitions: indexes(count).map(index => ({
        externalId: nameOf(index),
        type: 'airflow-dag' as const,
        schedule: '0 0 * * *',
        timezone: 'Europe/Berlin',
        paused: false,
      })),
    };
    let runs: RunObservation[] = [];
    for (let ago = days; ago >= 0; ago--) {
      for (let index = ago === 0 ? changed : 0; index < count; index++) {
        runs.push(nightlyRun(index, ago));
        if (runs.length < BATCH) continue;
        yield { cursor: ago, runs };
        runs = [];
      }
    }
    yield { cursor: 'history', runs };
  },

  tick: changed => ({
    cursor: 'tick',
    runs: indexes(changed).map(index => nightlyRun(index, 0)),
  }),

  async check(database, count, days) {
    const row = await database('slo_verdicts').count({ count: '*' }).first();
    requireAbout(Number(row!.count), count * days, 'verdicts');
  },
};
