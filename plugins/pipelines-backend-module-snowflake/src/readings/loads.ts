import type { CountReading, SourceIssue } from '@sluice/plugin-pipelines-node';
import { skippedReading } from '../issues';
import type { LoadedRows } from '../sql/copyHistory';

const HOUR_MS = 3600_000;
/** COPY_HISTORY goes no further back. */
const MOST_HOURS = 14 * 24;
/** The first time. */
const FIRST_HOURS = 24;

/**
 * The whole hours that are to be counted: from the hour before the last one that was counted, since a load may be entered late, to the
 * last one that is over.
 *
 * @param countedTo - to here they were counted, ISO 8601; undefined the first time
 * @returns undefined while no further hour is over
 * @internal
 */
export function hoursToCount(
  countedTo: string | undefined,
  now: Date,
): { from: Date; to: Date } | undefined {
  const to = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const last = countedTo ? Date.parse(countedTo) : to - FIRST_HOURS * HOUR_MS;
  if (!(last < to)) return undefined;
  const from = Math.max(last - HOUR_MS, to - MOST_HOURS * HOUR_MS);
  return { from: new Date(from), to: new Date(to) };
}

/**
 * How many rows came into each table in each hour. An hour in which nothing came is a count too: 0.
 *
 * @param options - `datasets`: in the order in which they were asked for
 * @internal
 */
export function readLoads(options: {
  datasets: string[];
  rows: LoadedRows[];
  hours: { from: Date; to: Date };
  at: Date;
}): { counts: CountReading[]; issues: SourceIssue[] } {
  const { at, datasets, hours, rows } = options;
  const issues: SourceIssue[] = [];
  const loaded = new Map(
    rows.map(row => [`${row.ID} ${row.HOUR.getTime()}`, row.ROWS ?? 0n]),
  );
  const counts: CountReading[] = [];
  for (const [index, dataset] of datasets.entries()) {
    for (
      let hour = hours.from.getTime();
      hour < hours.to.getTime();
      hour += HOUR_MS
    ) {
      const count = loaded.get(`${index} ${hour}`) ?? 0n;
      if (count > BigInt(Number.MAX_SAFE_INTEGER)) {
        issues.push(
          skippedReading(
            dataset,
            `${count} rows in an hour are more than can be counted exactly: the count was left out`,
          ),
        );
        continue;
      }
      counts.push({
        subject: { dataset },
        from: new Date(hour).toISOString(),
        to: new Date(hour + HOUR_MS).toISOString(),
        side: 'in',
        count: Number(count),
        at: at.toISOString(),
      });
    }
  }
  return { counts, issues };
}
