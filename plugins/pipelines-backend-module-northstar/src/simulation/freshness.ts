import type { FreshnessReading } from '@sluice/plugin-pipelines-node';
import { externalIdOf } from '../catalog/technologies';
import { draws } from './draws';
import { STORIES } from './stories';
import { DAY, HOUR, iso, MINUTE } from './time';
import type { Timeline } from './Timeline';

/** How often a consumer's lag is read. */
const EVERY = MINUTE;

/**
 * How far back lag is told. A sample a minute of every consumer over the whole history of runs would be three million rows; two days
 * are 72,000, which the first start takes in within seconds, and the live samples go on from there.
 *
 * @internal
 */
export const SAMPLED = 2 * DAY;

/** A consumer that was restarted has caught up after this. */
const CATCH_UP = 4 * MINUTE;

/** What a consumer that keeps up usually is behind, in seconds: from 4 to about 60. */
const USUAL = { least: 4, spread: 26 };

/**
 * How far a consumer was behind in (from, to], a sample a minute.
 *
 * @param options - `startedAt` is when the demo was first started; milliseconds since 1970
 * @internal
 */
export function lagReadings(options: {
  seed: string;
  timeline: Timeline;
  from: number;
  to: number;
  startedAt: number;
  /** From {@link startsOf}. */
  starts: number[];
}): FreshnessReading[] {
  const { from, seed, startedAt, starts, timeline, to } = options;
  const subject = { pipeline: externalIdOf(timeline.pipeline) };
  const readings: FreshnessReading[] = [];
  const first = (Math.floor(from / EVERY) + 1) * EVERY;
  for (let at = first; at <= to; at += EVERY) {
    readings.push({
      subject,
      at: iso(at),
      measure: 'consumer-lag',
      ...stateAt(at, { seed, name: timeline.pipeline.name, startedAt, starts }),
    });
  }
  return readings;
}

function stateAt(
  at: number,
  options: { seed: string; name: string; startedAt: number; starts: number[] },
): Pick<FreshnessReading, 'ageSeconds' | 'traffic'> {
  const { name, seed, startedAt, starts } = options;
  const { crashLoop, idleNight, rebalance, silentTopic } = STORIES;
  const hour = new Date(at).getUTCHours();
  if (name === silentTopic.pipeline && at >= startedAt + silentTopic.since) {
    return { ageSeconds: 0, traffic: 'silent' };
  }
  if (
    name === idleNight.pipeline &&
    hour >= idleNight.from &&
    hour < idleNight.to
  ) {
    return { ageSeconds: 0, traffic: 'idle' };
  }
  const stalledSince = startedAt + crashLoop.since;
  if (name === crashLoop.pipeline && at >= stalledSince) {
    return { ageSeconds: (at - stalledSince) / 1000, traffic: 'flowing' };
  }
  const [size, burst, luck] = draws(seed, 'lag', name, at);
  const usual = USUAL.least + USUAL.spread * size * (1 + burst ** 8);
  const since = at - startedAt;
  const isRebalancing =
    name === rebalance.pipeline &&
    since >= rebalance.from &&
    since < rebalance.to &&
    luck < rebalance.share;
  const restarted = at - (starts.findLast(start => start <= at) ?? -Infinity);
  const behind = Math.max(0, CATCH_UP - restarted) / 1000;
  return {
    ageSeconds: Math.round(
      Math.max(usual, behind, isRebalancing ? rebalance.ageSeconds : 0),
    ),
    traffic: 'flowing',
  };
}

/** When the processes of a consumer were started in (from, to] and shortly before, ascending. @internal */
export function startsOf(
  timeline: Timeline,
  { from, to, startedAt }: { from: number; to: number; startedAt: number },
): number[] {
  const starts: number[] = [];
  for (const { runs } of timeline.runs({ from: from - HOUR, to, startedAt })) {
    starts.push(...runs.map(run => run.startAt));
  }
  return starts.sort((a, b) => a - b);
}
