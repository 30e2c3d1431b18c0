import { z } from 'zod';
import type { Statement } from '../client/Statement';
import { quoted } from '../tables/identifiers';
import { certainInstant, decimal } from './values';

/** What a warehouse was billed for in one period. @internal */
export type MeteredCredits = z.output<typeof meteredRow>;

/** What the queries of one tag used of a warehouse in one hour. @internal */
export type AttributedCredits = z.output<typeof attributedRow>;

const meteredRow = z.object({
  WAREHOUSE: z.string(),
  FROM: certainInstant,
  TO: certainInstant,
  CREDITS: decimal,
});

const attributedRow = z.object({
  WAREHOUSE: z.string(),
  TAG: z.string().nullable(),
  FROM: certainInstant,
  CREDITS: decimal,
});

/** As many characters of a query tag as are kept: some tools write whole JSON documents into it. Equal beginnings are added up. */
const TAG_LENGTH = 250;

const METERED = `select
  warehouse_name as "WAREHOUSE",
  date_part(epoch_millisecond, start_time) as "FROM",
  date_part(epoch_millisecond, end_time) as "TO",
  sum(credits_used) as "CREDITS"`;

/** The newest first, so that it is the oldest that a limit leaves out. */
const newest = (maxRows: number) =>
  `order by "FROM" desc\nlimit ${Math.trunc(maxRows)}`;

/**
 * Credits by warehouse and hour, soon after they were used. INFORMATION_SCHEMA keeps them 6 months, and may leave some out if many warehouses
 * are read over a long time (https://docs.snowflake.com/en/sql-reference/functions/warehouse_metering_history): ask it for hours, not
 * for months. It needs MONITOR USAGE on the account.
 *
 * @internal
 */
export function selectMetering(options: {
  database: string;
  from: Date;
  maxRows: number;
}): Statement<MeteredCredits> {
  return {
    reads: 'the credits of warehouses',
    sqlText: `${METERED}
from table(${quoted(
      options.database,
    )}.information_schema.warehouse_metering_history(date_range_start => ?::timestamp_ltz, date_range_end => current_timestamp()))
group by warehouse_name, start_time, end_time
${newest(options.maxRows)}`,
    binds: [options.from.toISOString()],
    row: meteredRow,
  };
}

/**
 * The same out of ACCOUNT_USAGE, which is up to 3 hours late and keeps a year: to fill in the past.
 *
 * @internal
 */
export function selectPastMetering(options: {
  from: Date;
  maxRows: number;
}): Statement<MeteredCredits> {
  return {
    reads: 'the past credits of warehouses',
    sqlText: `${METERED}
from snowflake.account_usage.warehouse_metering_history
where start_time >= ?::timestamp_ltz
group by warehouse_name, start_time, end_time
${newest(options.maxRows)}`,
    binds: [options.from.toISOString()],
    row: meteredRow,
  };
}

/**
 * Credits by warehouse, query tag and hour, idle time left out. There is ACCOUNT_USAGE alone for it, up to 8 hours late
 * (https://docs.snowflake.com/en/sql-reference/account-usage/query_attribution_history).
 *
 * @internal
 */
export function selectAttribution(options: {
  from: Date;
  maxRows: number;
}): Statement<AttributedCredits> {
  return {
    reads: 'the credits of query tags',
    sqlText: `select
  warehouse_name as "WAREHOUSE",
  left(query_tag, ${TAG_LENGTH}) as "TAG",
  date_part(epoch_millisecond, date_trunc('hour', start_time)) as "FROM",
  sum(credits_attributed_compute + coalesce(credits_used_query_acceleration, 0)) as "CREDITS"
from snowflake.account_usage.query_attribution_history
where start_time >= ?::timestamp_ltz
group by warehouse_name, left(query_tag, ${TAG_LENGTH}), date_trunc('hour', start_time)
${newest(options.maxRows)}`,
    binds: [options.from.toISOString()],
    row: attributedRow,
  };
}
