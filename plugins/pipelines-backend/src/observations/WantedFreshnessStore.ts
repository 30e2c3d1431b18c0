import type { WantedFreshness } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { slices } from '../database/slices';

/** A pipeline that a freshness SLO is about. @internal */
export type FreshnessWish = {
  externalPipelineId: number;
  environment: string;
  maxSeconds: number;
};

/** Pipelines that freshness SLOs are about, and how old they may be. @internal */
export class WantedFreshnessStore {
  /** Makes these the only ones; each stands there once. */
  async set(wishes: FreshnessWish[], tx: Knex): Promise<void> {
    await tx('wanted_freshness').delete();
    for await (const slice of slices(wishes)) {
      await tx('wanted_freshness').insert(
        slice.map(({ environment, externalPipelineId, maxSeconds }) => ({
          external_pipeline_id: externalPipelineId,
          environment,
          max_seconds: maxSeconds,
        })),
      );
    }
  }

  /** Those that a source may have: by its technology, in its environment. */
  async of(
    source: { technology: string; environment: string },
    tx: Knex,
  ): Promise<WantedFreshness[]> {
    const rows: Array<{ external_id: string; max_seconds: number }> = await tx(
      'wanted_freshness as w',
    )
      .join('external_pipelines as e', 'e.id', 'w.external_pipeline_id')
      .where('e.technology', source.technology)
      .where('w.environment', source.environment)
      .orderBy('e.external_id')
      .select('e.external_id', 'w.max_seconds');
    return rows.map(row => ({
      pipelineExternalId: row.external_id,
      maxSeconds: row.max_seconds,
    }));
  }
}
