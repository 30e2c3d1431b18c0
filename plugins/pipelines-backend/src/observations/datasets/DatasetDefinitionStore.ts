import type { DatasetDefinition } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { slices } from '../../database/slices';
import { type StoredDataset, toDataset } from './DatasetStore';

/** A dataset with what sources that are configured say of it. @internal */
export type DefinedDataset = StoredDataset & {
  definitions: Array<{ sourceId: string; definition: DatasetDefinition }>;
};

/** What sources say of datasets. @internal */
export class DatasetDefinitionStore {
  /** Inserts or updates by (source, dataset). */
  async put(
    sourceId: string,
    definitions: Array<{ datasetId: number; definition: DatasetDefinition }>,
    at: string,
    tx: Knex,
  ): Promise<void> {
    // Of two in one batch the later one counts; one statement can't write a row twice.
    const unique = new Map(definitions.map(d => [d.datasetId, d]));
    for await (const slice of slices([...unique.values()])) {
      await tx('dataset_definitions')
        .insert(
          slice.map(({ datasetId, definition }) => ({
            source_id: sourceId,
            dataset_id: datasetId,
            definition: JSON.stringify(definition),
            seen_at: at,
            gone_at: null,
          })),
        )
        .onConflict(['source_id', 'dataset_id'])
        .merge();
    }
  }

  /** Marks those that a complete listing left out. */
  async gone(
    options: { sourceId: string; listedSince: string; at: string },
    tx: Knex,
  ): Promise<void> {
    await tx('dataset_definitions')
      .where({ source_id: options.sourceId })
      .whereNull('gone_at')
      .where('seen_at', '<', options.listedSince)
      .update({ gone_at: options.at });
  }

  /** Datasets that these sources tell of, by id. */
  async page(
    options: { sourceIds: string[]; afterId: number; limit: number },
    tx: Knex,
  ): Promise<DefinedDataset[]> {
    const told = () =>
      tx('dataset_definitions')
        .whereIn('source_id', options.sourceIds)
        .whereNull('gone_at');
    const rows = await tx('datasets')
      .where('id', '>', options.afterId)
      .whereIn('id', told().select('dataset_id'))
      .orderBy('id')
      .limit(options.limit);
    const definitions = new Map<number, DefinedDataset['definitions']>();
    for await (const slice of slices(rows.map(row => row.id as number))) {
      const found = await told()
        .whereIn('dataset_id', slice)
        .orderBy('source_id');
      for (const row of found) {
        const own = definitions.get(row.dataset_id) ?? [];
        definitions.set(row.dataset_id, [
          ...own,
          {
            sourceId: row.source_id,
            definition: JSON.parse(row.definition),
          },
        ]);
      }
    }
    return rows.map(row => ({
      ...toDataset(row),
      definitions: definitions.get(row.id) ?? [],
    }));
  }
}
