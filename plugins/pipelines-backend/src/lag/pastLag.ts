import type { PastLag, PastLagPoint } from '@sluice/plugin-pipelines-node';
import { LAG_STATUSES } from '@sluice/plugin-pipelines-common';
import { rankOf } from './health/judgeGroup';
import type { StatusChange } from './lagRecords';
import { hourOf, type LagMinute, packMinutes } from './minutes';

/** An hour of the past as it is stored. @internal */
export type PastHour = ReturnType<typeof hourOf> & {
  /** ISO 8601 in UTC. */
  hour: string;
  /** Packed; null: only the hour is known. */
  minutes: string | null;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 3600_000;
const MINUTES = 60;

/**
 * What of a group's past can be stored. Minutes make up their hour, whatever is said of it as a whole; what has no time, an unknown status,
 * or lies ahead is left out.
 *
 * @param until - from then on nothing is taken, ISO 8601 in UTC
 * @internal
 */
export function readPastLag(
  past: PastLag,
  until: string,
): { hours: PastHour[]; changes: StatusChange[] } {
  const end = Date.parse(until);
  const known = <T extends { at: string; status: PastLagPoint['status'] }>(
    list: T[],
  ) =>
    list.flatMap(each => {
      const at = Date.parse(each.at);
      const isKnown = at < end && LAG_STATUSES.includes(each.status);
      return isKnown ? [{ ...each, time: at }] : [];
    });
  const hours = new Map<number, PastHour>();
  for (const { time, ...point } of known(past.hours)) {
    const hour = time - (time % HOUR_MS);
    const { minute, ...values } = minuteOf(point, 0);
    hours.set(hour, {
      hour: new Date(hour).toISOString(),
      ...values,
      minutesRead: values.inPerSecond === null ? 0 : MINUTES,
      minutesAtRest: values.inPerSecond === 0 ? MINUTES : 0,
      minutes: null,
    });
  }
  const byHour = new Map<number, Map<number, LagMinute>>();
  for (const { time, ...point } of known(past.minutes)) {
    const hour = time - (time % HOUR_MS);
    const minute = Math.floor((time - hour) / MINUTE_MS);
    const minutes = byHour.get(hour) ?? new Map<number, LagMinute>();
    byHour.set(hour, minutes.set(minute, minuteOf(point, minute)));
  }
  for (const [hour, found] of byHour) {
    const minutes = [...found.values()].sort((a, b) => a.minute - b.minute);
    hours.set(hour, {
      hour: new Date(hour).toISOString(),
      ...hourOf(minutes),
      minutes: packMinutes(minutes),
    });
  }
  return {
    hours: [...hours.keys()].sort((a, b) => a - b).map(at => hours.get(at)!),
    changes: known(past.changes).map(({ reason, status, time }) => ({
      at: new Date(time).toISOString(),
      status,
      reason,
      inferred: false,
    })),
  };
}

function minuteOf(point: PastLagPoint, minute: number): LagMinute {
  return {
    minute,
    lag: amount(point.lag),
    seconds: amount(point.seconds),
    inPerSecond: amount(point.inPerSecond),
    outPerSecond: amount(point.outPerSecond),
    statusRank: rankOf(point.status),
  };
}

function amount(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value >= 0
    ? value
    : null;
}
