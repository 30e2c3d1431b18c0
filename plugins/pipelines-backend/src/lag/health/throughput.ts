import { readOffset } from './offsets';
import type { LagSample } from './judgePartition';

/** How fast messages come in and are read, in messages a second; null where it can't be told. @internal */
export type Throughput = {
  inPerSecond: number | null;
  outPerSecond: number | null;
};

/** A mean over longer says nothing of now: after a pause in reading rates are unknown for a moment. */
const SPAN_MS = 30 * 60_000;

/**
 * How fast messages came into a partition and were read from it over the readings of a window, from 0 on. An offset that went back, by a
 * rewind or a log that was cut, tells nothing of a rate.
 *
 * @param samples - oldest first
 * @internal
 */
export function throughputOf(samples: readonly LagSample[]): Throughput {
  const now = samples.at(-1)?.at ?? 0;
  const read = samples.filter(
    s => now - s.at <= SPAN_MS && readOffset(s).condition === 'read',
  );
  const first = read[0];
  const last = read.at(-1);
  if (!first || !last || last.at <= first.at) {
    return { inPerSecond: null, outPerSecond: null };
  }
  const seconds = (last.at - first.at) / 1000;
  const rate = (offset: (sample: LagSample) => number) => {
    const wentBack = read.some(
      (s, i) => i > 0 && offset(s) < offset(read[i - 1]),
    );
    return wentBack ? null : (offset(last) - offset(first)) / seconds;
  };
  return {
    inPerSecond: rate(sample => sample.end!),
    outPerSecond: rate(sample => sample.committed!),
  };
}

/** The rates of partitions together; null if none is known. @internal */
export function totalThroughput(rates: readonly Throughput[]): Throughput {
  const sum = (key: keyof Throughput) => {
    const known = rates.map(rate => rate[key]).filter(rate => rate !== null);
    return known.length > 0 ? known.reduce((a, b) => a + b, 0) : null;
  };
  return {
    inPerSecond: sum('inPerSecond'),
    outPerSecond: sum('outPerSecond'),
  };
}

/**
 * How long until nothing is left to read if messages go on to come in and to be read as they do now.
 *
 * @returns seconds; null if it never will be, or if that can't be told
 * @internal
 */
export function drainSeconds(
  lag: number | null,
  { inPerSecond, outPerSecond }: Throughput,
): number | null {
  if (lag === 0) return 0;
  if (lag === null || inPerSecond === null || outPerSecond === null)
    return null;
  const faster = outPerSecond - inPerSecond;
  return faster > 0 ? lag / faster : null;
}
