import type { PastLag, PastLagPoint } from '@sluice/plugin-pipelines-node';
import { draws } from '../simulation/draws';
import { DAY, HOUR, iso, MINUTE } from '../simulation/time';
import type { StreamGroup } from './groups';
import {
  RETENTION,
  type StreamClock,
  type StreamCluster,
} from './StreamCluster';
import { writtenAt } from './topics';

/** Minutes are told of so much, as the samples of freshness are; hours before. */
export const MINUTES_OF = 2 * DAY;
/** Hours are told of so much. */
export const HOURS_OF = 30 * DAY;

/** How likely a group was behind for a while on a day that is older than its minutes. */
const BAD_DAY = 0.12;
const numbers = new Intl.NumberFormat('en-US');

/**
 * How far behind a group was in [from, to): minutes of the last two days, hours before. What the minutes say is what the freshness of the
 * consumer was told by; before, a few hours went badly.
 *
 * @param options - milliseconds since 1970
 * @internal
 */
export function pastLagOf(options: {
  seed: string;
  cluster: StreamCluster;
  group: StreamGroup;
  clock: StreamClock;
  from: number;
  to: number;
}): PastLag {
  const { clock, cluster, from, group, seed, to } = options;
  const past: PastLag = {
    group: group.group,
    hours: [],
    minutes: [],
    changes: [],
  };
  if (group.does === 'abandoned') return past;
  const whole = (at: number, step: number) => Math.ceil(at / step) * step;
  const minutesFrom = Math.max(from, whole(to - MINUTES_OF, HOUR));
  for (let at = whole(from, HOUR); at < minutesFrom; at += HOUR) {
    const bad = badHour(seed, group, at);
    const age = bad ?? cluster.ageOf(group, at, clock)?.seconds;
    const isBad = bad !== undefined;
    past.hours.push(pointAt({ group, at, step: HOUR, age, isBad, clock }));
    if (!isBad) continue;
    const where = `${group.topics[0].topic} partition 0`;
    const { lag = 0 } = past.hours[past.hours.length - 1];
    past.changes.push(
      {
        at: iso(at + 12 * MINUTE),
        status: 'warn',
        reason: `${where}: 10 readings over 135 s, the lag only grew, from ${numbers.format(
          Math.round(lag / 6),
        )} to ${numbers.format(Math.round(lag / 4))}`,
      },
      {
        at: iso(at + 51 * MINUTE),
        status: 'ok',
        reason: `${where}: it was at the end of the log within 10 readings over 135 s`,
      },
    );
  }
  for (let at = whole(minutesFrom, MINUTE); at < to; at += MINUTE) {
    const age = cluster.ageOf(group, at, clock)?.seconds;
    past.minutes.push(
      pointAt({ group, at, step: MINUTE, age, isBad: false, clock }),
    );
  }
  return past;
}

/** How far behind a group was at worst in an hour that went badly, in seconds; undefined if it didn't. */
function badHour(
  seed: string,
  { does, group }: StreamGroup,
  at: number,
): number | undefined {
  if (does !== undefined && does !== 'keeps-up') return undefined;
  const day = Math.floor(at / DAY) * DAY;
  const [luck, hour, size] = draws(seed, 'bad lag', group, day);
  if (luck >= BAD_DAY || Math.floor(hour * 24) * HOUR !== at - day) {
    return undefined;
  }
  return Math.round(200 + 1500 * size ** 3);
}

function pointAt(options: {
  group: StreamGroup;
  at: number;
  step: number;
  /** Seconds; undefined where nobody can tell. */
  age: number | undefined;
  isBad: boolean;
  clock: StreamClock;
}): PastLagPoint {
  const { age, at, clock, group, isBad, step } = options;
  if (age === undefined) return { at: iso(at), status: 'unknown' };
  const written = (time: number) =>
    group.topics.reduce(
      (total, topic) => total + writtenAt(topic, time, clock.startedAt),
      0,
    );
  const now = written(at);
  const inPerSecond = ((written(at + step) - now) * 1000) / step;
  const stands = age > 30 * 60;
  return {
    at: iso(at),
    status: statusOf(group, age, isBad),
    // What was deleted meanwhile is nothing that is left to read.
    lag: Math.round(now - written(at - Math.min(age * 1000, RETENTION))),
    seconds: Math.round(age),
    inPerSecond,
    outPerSecond: stands ? 0 : inPerSecond,
  };
}

function statusOf(
  { does }: StreamGroup,
  age: number,
  isBad: boolean,
): PastLagPoint['status'] {
  if (isBad) return 'warn';
  if (does === 'lost') return 'error';
  if (age > 10 * 60) return does === 'left' ? 'stop' : 'stall';
  return 'ok';
}
