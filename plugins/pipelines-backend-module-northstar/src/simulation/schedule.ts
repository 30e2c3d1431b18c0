import { Cron } from 'croner';
import type { Schedule } from '../fleet';
import { DAY, SECOND } from './time';

/** When something is due. Milliseconds since 1970. @internal */
export interface DueTimes {
  /** The first due time after a moment. */
  next(after: number): number | undefined;
  /** The last due time at or before a moment. */
  latest(at: number): number | undefined;
}

/** Any schedule, as croner reads it. */
function asked(cron: Cron): DueTimes {
  return {
    next: after => cron.nextRun(new Date(after))?.getTime(),
    latest: at => {
      // Croner counts in whole seconds, and its "previous" excludes the moment itself.
      const second = Math.floor(at / SECOND) * SECOND;
      return cron
        .previousRuns(1, new Date(second + SECOND))
        .at(0)
        ?.getTime();
    },
  };
}

/** A schedule that is the same on every day in UTC: croner is asked about one day, the others repeat it. */
function repeated(cron: Cron): DueTimes {
  const offsets: number[] = [];
  let due = cron.nextRun(new Date(-SECOND));
  while (due && due.getTime() < DAY) {
    offsets.push(due.getTime());
    due = cron.nextRun(due);
  }
  const dayOf = (at: number) => Math.floor(at / DAY) * DAY;
  return {
    next: after => {
      const day = dayOf(after);
      const found = offsets.find(offset => day + offset > after);
      return found === undefined ? day + DAY + offsets[0] : day + found;
    },
    latest: at => {
      const day = dayOf(at);
      const found = offsets.filter(offset => day + offset <= at).at(-1);
      return found === undefined
        ? day - DAY + offsets[offsets.length - 1]
        : day + found;
    },
  };
}

/**
 * When a schedule is due.
 *
 * Three of four runs of the fleet are on a schedule that repeats daily in UTC, for which asking croner about every
 * single run would be most of the work. Hourly ones are among them in every zone that differs from UTC by whole hours,
 * as all of the fleet's do.
 *
 * @internal
 */
export function dueTimesOf(schedule: Schedule): DueTimes {
  const { cron, timezone } = schedule;
  const isHourly = /^\d+ \* \* \* \*$/.test(cron);
  const isDaily = timezone === 'UTC' && cron.endsWith(' * * *');
  return isHourly || isDaily
    ? repeated(new Cron(cron, { mode: '5-part', utcOffset: 0 }))
    : asked(new Cron(cron, { mode: '5-part', timezone }));
}

/**
 * The schedule of a pipeline in an environment. Staging runs hourly pipelines four times a day; in dev nothing is
 * scheduled, and this is when somebody may start a run by hand.
 *
 * @param place - position of the pipeline in the fleet, to spread the runs in dev over the day
 * @internal
 */
export function scheduleIn(
  environment: string,
  schedule: Schedule,
  place: number,
): Schedule {
  const [minute, hour] = schedule.cron.split(' ');
  if (environment === 'dev') {
    return {
      cron: `${(Number(minute) + place) % 60} ${7 + (place % 10)} * * 1-5`,
      timezone: 'UTC',
    };
  }
  if (environment === 'staging' && hour === '*') {
    return { ...schedule, cron: `${minute} */6 * * *` };
  }
  return schedule;
}
