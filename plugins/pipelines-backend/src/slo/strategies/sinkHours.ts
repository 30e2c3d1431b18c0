import type { FreshnessSlo } from '@sluice/plugin-pipelines-common';
import type { StoredFreshness } from '../../observations';
import { reachOf } from '../CompletionReader';
import { millis } from '../localTime';
import type { SliceLetter } from '../timeslices';
import { HOUR_MS } from './streamHours';

/** A slice waits so long for the reading that tells of it, in milliseconds; one that comes later still counts. */
const PATIENCE_MS = 10 * 60_000;

/**
 * The slices of an hour of one dataset, a letter each, by its age when the slice ends.
 *
 * Datasets are read seldom, but what is read of one tells of the time around it: what was the newest load at a reading was that ever
 * since it was loaded, and after a reading the data is at most as old as it was then and the time since. So a slice is good or bad by the
 * next reading if that tells of a load before the slice ended; good if even the last reading's data was young enough; and unknown where
 * data may have come and gone between two readings. Readings that can't tell an age are left out.
 *
 * The same readings give the same row, in whatever order they come.
 *
 * @param options - `readings` of one series, with the last one before the hour and the next one after it; `hour`, `now`: ISO 8601 in UTC
 * @internal
 */
export function foldSinkHour(options: {
  freshness: FreshnessSlo['freshness'];
  hour: string;
  readings: StoredFreshness[];
  now: string;
}): string {
  const { maxSeconds, sliceSeconds } = options.freshness;
  const [start, now] = [millis(options.hour), millis(options.now)];
  const known = options.readings
    .map(reachOf)
    .flatMap(({ at, reach }) =>
      reach === null ? [] : { at: millis(at), reach: millis(reach) },
    )
    .sort((a, b) => a.at - b.at || a.reach - b.reach);
  const row: SliceLetter[] = [];
  let next = 0;
  for (let opens = start; opens < start + HOUR_MS; ) {
    const closes = Math.min(opens + sliceSeconds * 1000, start + HOUR_MS);
    while (next < known.length && known[next].at < closes) next++;
    const isYoung = ({ reach }: { reach: number }) =>
      closes - reach < maxSeconds * 1000;
    const last = next > 0 ? known[next - 1] : undefined;
    const after = known.at(next);
    if (closes > now) row.push('.');
    else if (after && after.reach <= closes) {
      row.push(isYoung(after) ? 'G' : 'B');
    } else if (last && isYoung(last)) row.push('G');
    else row.push(after || closes + PATIENCE_MS <= now ? 'U' : '.');
    opens = closes;
  }
  return row.join('');
}
