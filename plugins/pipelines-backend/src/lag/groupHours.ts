import type { Knex } from 'knex';
import type { TrendHour } from './trend';

/**
 * The hours of many groups in [from, to), in one query.
 *
 * @param groupIds - those that are gone are left out
 * @param range - ISO 8601 in UTC
 * @returns by group, oldest first; every group that there is, also one without an hour
 * @internal
 */
export async function groupHours(
  groupIds: readonly number[],
  range: { from: string; to: string },
  tx: Knex,
): Promise<Map<number, TrendHour[]>> {
  const rows: Array<{ id: number } & Record<keyof TrendHour, any>> = await tx(
    'lag_groups as g',
  )
    .leftJoin('lag_hours as h', join =>
      join
        .on('h.external_pipeline_id', 'g.external_pipeline_id')
        .andOn('h.source_id', 'g.source_id')
        .andOnVal('h.hour', '>=', range.from)
        .andOnVal('h.hour', '<', range.to),
    )
    .whereIn('g.id', groupIds)
    .orderBy(['g.id', 'h.hour'])
    .select('g.id', 'h.hour', 'h.lag', 'h.minutes');
  const groups = new Map<number, TrendHour[]>();
  for (const { hour, id, lag, minutes } of rows) {
    const hours = groups.get(id) ?? [];
    groups.set(id, hours);
    if (hour !== null) hours.push({ hour, lag, minutes });
  }
  return groups;
}
