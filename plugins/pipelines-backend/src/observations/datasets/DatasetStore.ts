import type { Knex } from 'knex';
import { slices } from '../../database/slices';

/** A dataset as its technology calls it, with the Resource that it is. @internal */
export type StoredDataset = {
  id: number;
  technology: string;
  externalId: string;
  entityRef: string | null;
  /** Somebody declared that Resource; false if our entity provider made it. */
  declared: boolean;
};

/** A dataset with the Resource that it is from now on. @internal */
export type DatasetToBind = Pick<
  StoredDataset,
  'id' | 'entityRef' | 'declared'
>;

/** What a Resource of the catalog says it is. @internal */
export type DatasetBinding = {
  technology: string;
  externalId: string;
  entityRef: string;
  declared: boolean;
};

/** A dataset whose readings no SLO has taken in. @internal */
export type DatasetToJudge = {
  id: number;
  entityRef: string | null;
  markedAt: string;
  /** The time of the oldest reading that came in; "" is the beginning. */
  from: string;
};

/** Datasets that readings are about. @internal */
export class DatasetStore {
  /** The ids of these datasets; those that were never heard of are added. */
  async resolve(
    technology: string,
    externalIds: string[],
    tx: Knex,
  ): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    for await (const slice of slices([...new Set(externalIds)])) {
      await tx('datasets')
        .insert(slice.map(external_id => ({ technology, external_id })))
        .onConflict(['technology', 'external_id'])
        .ignore();
      const rows = await tx('datasets')
        .where({ technology })
        .whereIn('external_id', slice)
        .select('id', 'external_id');
      for (const row of rows) ids.set(row.external_id, row.id);
    }
    return ids;
  }

  async all(tx: Knex): Promise<StoredDataset[]> {
    const rows = await tx('datasets').orderBy('id');
    return rows.map(toDataset);
  }

  /** The ids of what is one dataset of the catalog: several technologies may name it. */
  async ofEntity(entityRef: string, tx: Knex): Promise<number[]> {
    return tx('datasets')
      .where({ entity_ref: entityRef })
      .orderBy('id')
      .pluck('id');
  }

  /** Binds datasets to Resources, or to none. All that was read of them is to be taken in. */
  async bind(datasets: DatasetToBind[], at: string, tx: Knex): Promise<void> {
    for (const { declared, entityRef, id } of datasets) {
      await tx('datasets').where({ id }).update({
        entity_ref: entityRef,
        declared,
        to_judge_at: at,
        to_judge_from: '',
      });
    }
  }

  /** Marks datasets of which readings came in, each with the time of the oldest. */
  async mark(from: Map<number, string>, at: string, tx: Knex): Promise<void> {
    const byTime = new Map<string, number[]>();
    for (const [id, time] of from) {
      byTime.set(time, [...(byTime.get(time) ?? []), id]);
    }
    for (const [time, ids] of byTime) {
      for await (const slice of slices(ids)) {
        await tx('datasets')
          .whereIn('id', slice)
          // Of one that isn't bound everything is taken in once it is.
          .whereNotNull('entity_ref')
          .update({
            to_judge_at: at,
            to_judge_from: tx.raw(
              'case when to_judge_from < ? then to_judge_from else ? end',
              [time, time],
            ),
          });
      }
    }
  }

  /** Marked datasets, the oldest mark first. */
  async toJudge(limit: number, tx: Knex): Promise<DatasetToJudge[]> {
    const rows = await tx('datasets')
      .whereNotNull('to_judge_at')
      .orderBy('to_judge_at')
      .orderBy('id')
      .limit(limit);
    return rows.map(row => ({
      id: row.id,
      entityRef: row.entity_ref,
      markedAt: row.to_judge_at,
      from: row.to_judge_from ?? '',
    }));
  }

  /** Takes marks off, but for those of datasets that changed again in the meantime. */
  async clear(marks: DatasetToJudge[], tx: Knex): Promise<void> {
    for await (const slice of slices(marks)) {
      await tx('datasets')
        .whereIn(
          ['id', 'to_judge_at'],
          slice.map(({ id, markedAt }) => [id, markedAt]),
        )
        .update({ to_judge_at: null, to_judge_from: null });
    }
  }
}

/** A dataset from its columns. @internal */
export function toDataset(row: Record<string, any>): StoredDataset {
  return {
    id: row.id,
    technology: row.technology,
    externalId: row.external_id,
    entityRef: row.entity_ref,
    declared: Boolean(row.declared),
  };
}
