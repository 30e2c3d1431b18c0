import type { FreshnessSlo } from '@sluice/plugin-pipelines-common';
import type { StoredFreshness } from '../../observations';
import { iso, millis } from '../localTime';
import { addTallies, emptyTally, type Tally } from '../tally';
import { foldHour, mergeHours, tallyOfDay, tallyOfHour } from '../timeslices';
import type { Exclusion } from '../verdicts';

/** In milliseconds. @internal */
export const HOUR_MS = 3600_000;

/** The hour that a time is in, by its start. @internal */
export function hourOf(time: string): string {
  return iso(Math.floor(millis(time) / HOUR_MS) * HOUR_MS);
}

/**
 * The slices of an hour of a stream whose age is measured in several ways: the worst of them counts, and one that isn't known doesn't
 * hide the others.
 *
 * @param options - `readings` of the hour and of the minutes before it; `now`, `readableUntil`: as `foldHour` takes them
 * @internal
 */
export function foldStreamHour(options: {
  freshness: FreshnessSlo['freshness'];
  hour: string;
  readings: StoredFreshness[];
  now: string;
  readableUntil: string | null;
}): string {
  const { freshness, hour, now, readableUntil, readings } = options;
  const series = new Map<string, StoredFreshness[]>();
  for (const reading of readings) {
    const own = series.get(reading.series);
    if (own) own.push(reading);
    else series.set(reading.series, [reading]);
  }
  const fold = (own: StoredFreshness[]) =>
    foldHour({
      hourStart: hour,
      sliceSeconds: freshness.sliceSeconds,
      maxSeconds: freshness.maxSeconds,
      samples: own.map(({ ageSeconds, at, traffic }) => ({
        at,
        ageSeconds,
        traffic: traffic ?? 'unknown',
      })),
      now,
      readableUntil,
    });
  const [first = fold([]), ...rest] = [...series.values()].map(fold);
  return rest.reduce(mergeHours, first);
}

/** An hour of one pipeline. @internal */
export type StreamHour = {
  hour: string;
  sliceSeconds: number;
  letters: string;
};

/**
 * What the hours of one local day of one pipeline add up to.
 *
 * @param exclusions - slices that begin in a confirmed one are excluded
 * @returns also the bad ones without what people decided
 * @internal
 */
export function tallyStreamDay(
  hours: StreamHour[],
  exclusions: Exclusion[],
): { tally: Tally; rawBad: number } {
  const confirmed = exclusions.filter(e => e.confirmed);
  const raw = tallyOfDay(hours.map(hour => hour.letters));
  if (confirmed.length === 0) return { tally: plain(raw), rawBad: raw.bad };
  let excluded = 0;
  const rows = hours.map(({ hour, letters, sliceSeconds }) =>
    [...letters]
      .filter((letter, i) => {
        const at = iso(millis(hour) + i * sliceSeconds * 1000);
        const isOut = confirmed.some(e => e.from <= at && at < e.to);
        if (isOut && letter !== '.') excluded++;
        return !isOut;
      })
      .join(''),
  );
  const tally = plain(tallyOfDay(rows));
  return {
    tally: addTallies(tally, { ...emptyTally(), excluded }),
    rawBad: raw.bad,
  };
}

/** Whether the source of a pipeline is silent in the newest slice of which anything is known. @internal */
export function isSilent(hours: StreamHour[]): boolean {
  const letters = hours.map(hour => hour.letters).join('');
  return [...letters.replace(/[.U]+$/, '')].at(-1) === 'S';
}

function plain({ silent, ...tally }: ReturnType<typeof tallyOfHour>): Tally {
  return tally;
}
