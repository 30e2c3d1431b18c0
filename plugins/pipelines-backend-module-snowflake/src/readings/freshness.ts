import type {
  FreshnessReading,
  SourceIssue,
} from '@sluice/plugin-pipelines-node';
import { skippedReading } from '../issues';
import type { ListedTable } from '../sql/tables';
import type { WantedTable } from '../tables/wanted';

/** A clock that is ahead by more than this is no clock: a sentinel such as 9999-12-31, or a zone that is wrong. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** What was found out about the load of a table by its own column. @internal */
export type Loaded =
  /** `at` is null where no row has a value. */
  | { at: Date | null; now: Date }
  /** Why it couldn't be read. */
  | { fault: string };

/**
 * How old a table is.
 *
 * By its own column if it has one (`loaded-at`). Else by LAST_ALTERED (`last-altered`), which a change of its definition moves too: the
 * data may be older than that. A table that isn't there, or that can't be read, was asked for and its age isn't known: it is never as old as
 * it was when it was seen last.
 *
 * @param options - `listed`: undefined if the database doesn't list it; `loaded`: where the table has a column for it
 * @returns the reading, and what a human has to see
 * @internal
 */
export function readFreshness(
  wanted: WantedTable,
  options: {
    listed: ListedTable | undefined;
    /** Why it may be there though it isn't listed. */
    unlisted?: string;
    loaded?: Loaded;
    at: Date;
  },
): { reading: FreshnessReading; issue?: SourceIssue } {
  const { at, listed, loaded, unlisted } = options;
  const { dataset, loadedAtColumn } = wanted;
  const reading: FreshnessReading = {
    subject: { dataset },
    at: at.toISOString(),
    measure: loadedAtColumn ? 'loaded-at' : 'last-altered',
  };
  const unknown = (reason: string) => ({
    reading,
    issue: skippedReading(dataset, `Its age is unknown: ${reason}`),
  });
  if (!listed) {
    return unknown(
      unlisted ??
        "there is no such table, or the role may not see it. If it was dropped for good, take it out of the catalog or the config; if it wasn't, check its name and the grants",
    );
  }
  if (loadedAtColumn) {
    if (!loaded) return unknown('its column was not read');
    if ('fault' in loaded) return unknown(loaded.fault);
    if (!loaded.at) {
      return unknown(
        `no row has a value in ${loadedAtColumn}: the table is empty, or what loads it doesn't fill the column`,
      );
    }
    return aged(reading, loaded.at, loaded.now) ?? unknown(ahead(loaded.at));
  }
  if (/VIEW/.test(listed.TYPE) && !/MATERIALIZED/.test(listed.TYPE)) {
    return unknown(
      'it is a view, which only changes when its definition does. Say by which column it is to be judged (sluice.dev/loaded-at-column)',
    );
  }
  const { ALTERED, CREATED, NOW, ROWS } = listed;
  if (!ALTERED) return unknown('Snowflake says of it no LAST_ALTERED');
  const wasNeverFilled =
    ROWS === 0n && CREATED !== null && ALTERED.getTime() <= CREATED.getTime();
  if (wasNeverFilled) return unknown('nothing was ever loaded into it');
  return aged(reading, ALTERED, NOW) ?? unknown(ahead(ALTERED));
}

/** By the clock of the warehouse on both sides. */
function aged(reading: FreshnessReading, loadedAt: Date, now: Date) {
  const age = now.getTime() - loadedAt.getTime();
  if (age < -CLOCK_TOLERANCE_MS) return undefined;
  return {
    reading: {
      ...reading,
      ageSeconds: Math.max(0, age) / 1000,
      loadedAt: loadedAt.toISOString(),
    },
  };
}

function ahead(loadedAt: Date): string {
  return `it says that it was loaded at ${loadedAt.toISOString()}, which is still to come: check the values and the zone of the column`;
}
