import type { GroupReading, LagReading } from '@sluice/plugin-pipelines-node';
import { checkId, CLOCK_SKEW_TOLERANCE_MS } from '../observations';

/**
 * What of a sweep can be stored: groups without an id that we can keep are left out, one that is listed twice counts once, and a time that
 * isn't one, or lies ahead, is when the batch was read.
 *
 * @param readAt - when the batch was read, ISO 8601 in UTC
 * @internal
 */
export function readLag(reading: LagReading, readAt: string): LagReading {
  const groups = new Map<string, GroupReading>();
  for (const group of reading.groups) {
    if (checkId('group', group.group) === undefined) {
      groups.set(group.group, group);
    }
  }
  return {
    ...reading,
    at: timeOf(reading.at, readAt),
    groups: [...groups.values()],
  };
}

function timeOf(at: string, readAt: string): string {
  const time = Date.parse(at);
  const latest = Date.parse(readAt) + CLOCK_SKEW_TOLERANCE_MS;
  if (Number.isNaN(time) || time > latest) return readAt;
  return new Date(time).toISOString();
}
