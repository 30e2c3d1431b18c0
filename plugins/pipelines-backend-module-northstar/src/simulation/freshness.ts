import type { FreshnessReading } from '@sluice/plugin-pipelines-node';
import { externalIdOf } from '../catalog/technologies';
import { draws } from './draws';
import { STORIES } from './stories';
import { DAY, HOUR, iso, MINUTE, SECOND } from './time';
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

/** A consumer that was restarted reads its state first, and then what came meanwhile. */
const RESTORES_FOR = 230 * SECOND;
const CATCHES_UP_WITHIN = 70 * SECOND;
/** While it does, it reads little: it falls behind by so many seconds a second. */
const FALLS_BEHIND = 0.9;

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
      ...rounded(
        consumerAt(at, {
          seed,
          name: timeline.pipeline.name,
          startedAt,
          starts,
        }),
      ),
    });
  }
  return readings;
}

function rounded(state: ReturnType<typeof consumerAt>) {
  return { ...state, ageSeconds: Math.round(state.ageSeconds) };
}

/**
 * How far a consumer was behind at a moment. Apart from a rewind it never grows by a second a second or more, since offsets that were
 * committed don't go back.
 *
 * @param at - milliseconds since 1970
 * @param options - `name` of its pipeline; `starts`: when its processes were started, ascending
 * @internal
 */
export function consumerAt(
  at: number,
  options: { seed: string; name: string; startedAt: number; starts: number[] },
): { ageSeconds: number; traffic: 'flowing' | 'idle' | 'silent' } {
  const { name, seed, startedAt, starts } = options;
  const { crashLoop, silentTopic } = STORIES;
  if (name === silentTopic.pipeline && at >= startedAt + silentTopic.since) {
    return { ageSeconds: 0, traffic: 'silent' };
  }
  if (name === STORIES.idleNight.pipeline && isNight(at)) {
    return { ageSeconds: 0, traffic: 'idle' };
  }
  const stalledSince = startedAt + crashLoop.since;
  if (name === crashLoop.pipeline && at >= stalledSince) {
    return { ageSeconds: (at - stalledSince) / 1000, traffic: 'flowing' };
  }
  const restarted = at - (starts.findLast(start => start <= at) ?? -Infinity);
  const ageSeconds = Math.max(
    told(at - startedAt, name) ?? usualAt(at, seed, name),
    tooth(restarted, RESTORES_FOR, CATCHES_UP_WITHIN, FALLS_BEHIND) / 1000,
  );
  return { ageSeconds, traffic: 'flowing' };
}

/** Whether nothing is sent at that time to the topic that rests at night. @internal */
export function isNight(at: number): boolean {
  const { from, to } = STORIES.idleNight;
  const hour = new Date(at).getUTCHours();
  return hour >= from && hour < to;
}

/** How far behind a story says that a consumer is, in seconds; undefined if none does. @param since - since the first start */
function told(since: number, name: string): number | undefined {
  const { fallsBehind, rebalance, rewinds } = STORIES;
  if (name === fallsBehind.pipeline) {
    const { catchesUpWithin, every, fromSeconds, toSeconds } = fallsBehind;
    const rises = every - catchesUpWithin;
    const slope = (toSeconds - fromSeconds) / rises;
    return (
      fromSeconds +
      tooth(inPeriod(since + every / 2, every), rises, catchesUpWithin, slope)
    );
  }
  if (name === rewinds.pipeline && since >= rewinds.since) {
    const { bySeconds, every } = rewinds;
    const after = inPeriod(since - rewinds.since, every);
    return USUAL.least + bySeconds * Math.max(0, 1 - (2 * after) / every);
  }
  const { catchesUpWithin, everyMinutes, from, to } = rebalance;
  if (name === rebalance.pipeline && since >= from && since < to) {
    const every = everyMinutes * MINUTE;
    const rises = every - catchesUpWithin;
    const place = inPeriod(since - from, every);
    return USUAL.least + tooth(place, rises, catchesUpWithin, 0.95) / 1000;
  }
  return undefined;
}

/** What a consumer that keeps up is behind, in seconds: another number each minute, and evenly from one to the next. */
function usualAt(at: number, seed: string, name: string): number {
  const minute = Math.floor(at / EVERY) * EVERY;
  const share = (at - minute) / EVERY;
  const now = usualOf(minute, seed, name);
  return share === 0
    ? now
    : now + (usualOf(minute + EVERY, seed, name) - now) * share;
}

function usualOf(minute: number, seed: string, name: string): number {
  const [size, burst] = draws(seed, 'lag', name, minute);
  return Math.round(USUAL.least + USUAL.spread * size * (1 + burst ** 8));
}

/** Grows by `slope` for a while, falls to 0, and stays there. */
function tooth(
  after: number,
  rises: number,
  falls: number,
  slope: number,
): number {
  if (after <= rises) return slope * Math.max(0, after);
  return Math.max(0, slope * rises * (1 - (after - rises) / falls));
}

function inPeriod(since: number, period: number): number {
  return ((since % period) + period) % period;
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
