import type { CostReading } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { slices } from '../../database/slices';
import type { CostPosition, DailyCost, ReadingOrigin } from './readingRecords';

const KEY = [
  'from_at',
  'to_at',
  'source_id',
  'resource',
  'basis',
  'label',
  'unit',
];

/** The columns by which costs of a day are told apart, in the order in which they are listed. */
const PARTS = [
  'environment',
  'source_id',
  'resource',
  'basis',
  'label',
  'unit',
] as const;

/** Which costs: of the periods that begin in [from, to). @internal */
export type CostFilter = {
  /** ISO 8601 in UTC, inclusive. */
  from: string;
  /** Exclusive. */
  to: string;
  environment?: string;
  resource?: string;
  basis?: CostReading['basis'];
};

/** What computing cost. Writing a reading again replaces its amount. @internal */
export class CostStore {
  async put(
    origin: ReadingOrigin,
    costs: CostReading[],
    tx: Knex,
  ): Promise<void> {
    // Of two readings of one thing in a batch the later one counts: one statement can't write a row twice.
    const unique = new Map(
      costs.map(cost => {
        const row = {
          source_id: origin.sourceId,
          environment: origin.environment,
          resource: cost.resource,
          basis: cost.basis,
          label: cost.label ?? '',
          unit: cost.unit,
          from_at: cost.from,
          to_at: cost.to,
          at: cost.at,
          amount: cost.amount,
        };
        const key = KEY.map(column => row[column as keyof typeof row]);
        return [JSON.stringify(key), row] as const;
      }),
    );
    for await (const slice of slices([...unique.values()])) {
      await tx('cost_readings')
        .insert(slice)
        .onConflict(KEY)
        .merge(['environment', 'amount', 'at']);
    }
  }

  /** Costs by UTC day, newest day first, within a day in the order of their parts. */
  async daily(
    filter: CostFilter,
    page: { limit: number; after?: CostPosition },
    tx: Knex,
  ): Promise<DailyCost[]> {
    const day = tx.raw('substr(from_at, 1, 10)');
    const query = tx('cost_readings')
      .where('from_at', '>=', filter.from)
      .where('from_at', '<', filter.to)
      .groupByRaw(`substr(from_at, 1, 10), ${PARTS.join(', ')}`)
      .orderByRaw(`substr(from_at, 1, 10) desc, ${PARTS.join(', ')}`)
      .limit(page.limit)
      .select(...PARTS)
      .select({ day })
      .sum({ amount: 'amount' });
    for (const column of ['environment', 'resource', 'basis'] as const) {
      const wanted = filter[column];
      if (wanted !== undefined) query.where(column, wanted);
    }
    if (page.after) {
      const [lastDay, ...parts] = page.after;
      const marks = parts.map(() => '?').join(', ');
      query.whereRaw(
        `(substr(from_at, 1, 10) < ? or (substr(from_at, 1, 10) = ? and (${PARTS.join(
          ', ',
        )}) > (${marks})))`,
        [lastDay, lastDay, ...parts],
      );
    }
    const rows: Array<Record<string, any>> = await query;
    return rows.map(row => ({
      day: row.day,
      environment: row.environment,
      sourceId: row.source_id,
      resource: row.resource,
      basis: row.basis,
      label: row.label || undefined,
      unit: row.unit,
      amount: Number(row.amount),
    }));
  }

  /** Deletes costs of periods before a time, in one slice of a day. @returns how many */
  async deleteOld(before: string, tx: Knex): Promise<number> {
    const oldest = await tx('cost_readings')
      .where('from_at', '<', before)
      .min({ from: 'from_at' })
      .first();
    const from: string | null | undefined = oldest?.from;
    if (!from) return 0;
    const dayEnd = `${from.slice(0, 10)}T24`;
    return tx('cost_readings')
      .where('from_at', '<', before)
      .where('from_at', '<', dayEnd)
      .delete();
  }
}

/** Where a list of daily costs goes on after this one. @internal */
export function positionOf(cost: DailyCost): CostPosition {
  const { basis, day, environment, label, resource, sourceId, unit } = cost;
  return [day, environment, sourceId, resource, basis, label ?? '', unit];
}
