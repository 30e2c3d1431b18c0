import type { FreshnessReading } from '@sluice/plugin-pipelines-node';
import {
  BATCH,
  DAY_MS,
  HOUR_MS,
  iso,
  nameOf,
  NOW,
  promising,
  requireAbout,
  type Workload,
} from './Workload';

/** Minutes between two readings of a stream, and the length of a slice. */
const SLICE_MINUTES = Number(process.env.SLICE_MINUTES ?? 5);
const SLICE_MS = SLICE_MINUTES * 60_000;
/** The last slice but the one that the tick brings. */
const LAST_MS = Math.floor(NOW.getTime() / SLICE_MS) * SLICE_MS - SLICE_MS;

/** How far one stream was behind at a moment. Of some hundred readings one is above three minutes. */
function reading(index: number, at: number): FreshnessReading {
  const isLate = (index * 31 + at / SLICE_MS) % 211 === 0;
  return {
    subject: { pipeline: nameOf(index) },
    at: iso(at),
    measure: 'consumer-lag',
    ageSeconds: isLate ? 400 : 5 + ((index * 7 + at / SLICE_MS) % 60),
    traffic: 'flowing',
  };
}

const indexes = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Streams that each promise to be fresher than three minutes, counted in timeslices. */
export const streams: Workload = {
  name: 'TIMESLICES',
  technology: 'kafka',
  pipelines: 500,
  flatPipelines: 20,

  entities: count =>
    indexes(count).map(index =>
      promising(index, {
        type: 'kafka-consumer',
        annotation: 'sluice.dev/kafka-consumer-group',
        slo: {
          name: 'fresh',
          kind: 'freshness',
          target: 99,
          window: { rolling: '28d' },
          freshness: { max: '3m', slice: `${SLICE_MINUTES}m` },
        },
      }),
    ),

  *history(count, days, changed) {
    yield {
      cursor: 0,
      definitions: indexes(count).map(index => ({
        externalId: nameOf(index),
        type: 'kafka-consumer' as const,
        paused: false,
      })),
    };
    let freshness: FreshnessReading[] = [];
    for (let at = LAST_MS - days * DAY_MS; at <= LAST_MS; at += SLICE_MS) {
      for (let index = at === LAST_MS ? changed : 0; index < count; index++) {
        freshness.push(reading(index, at));
        if (freshness.length < BATCH) continue;
        yield { cursor: at, freshness };
        freshness = [];
      }
    }
    yield { cursor: 'history', freshness };
  },

  tick: changed => ({
    cursor: 'tick',
    freshness: indexes(changed).map(index => reading(index, LAST_MS)),
  }),

  async check(database, count, days) {
    const row = await database('slo_hours').count({ count: '*' }).first();
    requireAbout(
      Number(row!.count),
      (count * days * DAY_MS) / HOUR_MS,
      'hours of slices',
    );
  },
};
