import type { SourceTechnology } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type {
  Binding,
  ExternalPipeline,
  PipelineToJudge,
  SourcePipeline,
} from './externalPipelineRecords';

/** Pipelines as technologies call them, and what sources say of them. @internal */
export interface ExternalPipelineStore {
  /** What a technology calls its pipelines, bound to an entity or not. */
  externalIds(technology: SourceTechnology, tx: Knex): Promise<string[]>;
  /** The ids of these pipelines; those that were never heard of are added. */
  resolve(
    technology: SourceTechnology,
    externalIds: string[],
    tx: Knex,
  ): Promise<Map<string, number>>;
  /** Writes definitions, or that runs of a pipeline were seen where `definition` is undefined. */
  saw(
    sightings: Array<Omit<SourcePipeline, 'goneAt'>>,
    tx: Knex,
  ): Promise<void>;
  /** Marks definitions that a complete listing left out. @returns the pipelines concerned */
  gone(
    options: { sourceId: string; listedSince: string; at: string },
    tx: Knex,
  ): Promise<number[]>;
  /** Marks pipelines whose observations changed, until the fleet has taken it in and their SLOs are judged. */
  markChanged(ids: number[], at: string, tx: Knex): Promise<void>;
  /** Says from which place in history on the runs of pipelines, which are marked, have to be judged again. */
  markToJudge(from: Map<number, string>, tx: Knex): Promise<void>;
  /** Marks pipelines of which wanted tasks came in, each with the place in history of the oldest run. The fleet has nothing to take in. */
  markTasks(from: Map<number, string>, at: string, tx: Knex): Promise<void>;
  /** Marks pipelines of which readings beside runs came in, each with the time of the oldest. The fleet has nothing to take in. */
  markReadings(from: Map<number, string>, at: string, tx: Knex): Promise<void>;
  /** Pipelines whose SLOs have to be judged, the oldest change first. */
  toJudge(limit: number, tx: Knex): Promise<PipelineToJudge[]>;
  /** Takes these marks off, but for those that changed again in the meantime. */
  clearToJudge(marks: PipelineToJudge[], tx: Knex): Promise<void>;
  markSourceChanged(sourceId: string, at: string, tx: Knex): Promise<void>;
  /** Ids of the pipelines that a source lists now. */
  pipelinesOf(sourceId: string, tx: Knex): Promise<number[]>;
  /** Pipelines that are marked as changed, the oldest change first. */
  changed(
    limit: number,
    tx: Knex,
  ): Promise<Array<ExternalPipeline & { changedAt: string }>>;
  /** Takes the marks off, but for those that changed again in the meantime. */
  clearChanged(
    marks: Array<{ id: number; changedAt: string }>,
    tx: Knex,
  ): Promise<void>;
  /** Everything that is bound to a pipeline. */
  bound(tx: Knex): Promise<ExternalPipeline[]>;
  boundTo(pipelineIds: number[], tx: Knex): Promise<ExternalPipeline[]>;
  /** Those that technologies call so; those that were never heard of are left out. */
  named(
    names: Array<{ technology: string; externalId: string }>,
    tx: Knex,
  ): Promise<ExternalPipeline[]>;
  bind(bindings: Binding[], at: string, tx: Knex): Promise<void>;
  unbind(ids: number[], at: string, tx: Knex): Promise<void>;
  sourcePipelines(ids: number[], tx: Knex): Promise<SourcePipeline[]>;
  /** How many pipelines each source lists now. */
  countBySource(tx: Knex): Promise<Map<string, number>>;
  /** Pipelines that these sources list and that nobody declared, by id. */
  undeclared(
    options: { sourceIds: string[]; afterId: number; limit: number },
    tx: Knex,
  ): Promise<ExternalPipeline[]>;
}

/** {@link ExternalPipelineStore} on the plugin's database. @internal */
export class DatabaseExternalPipelineStore implements ExternalPipelineStore {
  async resolve(
    technology: SourceTechnology,
    externalIds: string[],
    tx: Knex,
  ): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    for await (const slice of slices([...new Set(externalIds)])) {
      const read = async () => {
        const rows = await tx('external_pipelines')
          .where({ technology })
          .whereIn('external_id', slice)
          .select('id', 'external_id');
        for (const row of rows) ids.set(row.external_id, row.id);
      };
      await read();
      const unknown = slice.filter(externalId => !ids.has(externalId));
      if (unknown.length === 0) continue;
      await tx('external_pipelines')
        .insert(
          unknown.map(external_id => ({
            technology,
            external_id,
            declared: false,
          })),
        )
        .onConflict(['technology', 'external_id'])
        .ignore();
      await read();
    }
    return ids;
  }

  async saw(
    sightings: Array<Omit<SourcePipeline, 'goneAt'>>,
    tx: Knex,
  ): Promise<void> {
    for await (const slice of slices(sightings)) {
      const [defined, seen] = [
        slice.filter(s => s.definition),
        slice.filter(s => !s.definition),
      ].map(part =>
        part.map(s => ({
          source_id: s.sourceId,
          external_pipeline_id: s.externalPipelineId,
          environment: s.environment,
          definition: s.definition ? JSON.stringify(s.definition) : null,
          seen_at: s.seenAt,
          gone_at: null,
        })),
      );
      const key = ['source_id', 'external_pipeline_id'];
      if (defined.length > 0) {
        await tx('source_pipelines').insert(defined).onConflict(key).merge();
      }
      if (seen.length > 0) {
        await tx('source_pipelines').insert(seen).onConflict(key).ignore();
      }
    }
  }

  async gone(
    options: { sourceId: string; listedSince: string; at: string },
    tx: Knex,
  ): Promise<number[]> {
    const rows = await tx('source_pipelines')
      .where({ source_id: options.sourceId })
      .whereNotNull('definition')
      .whereNull('gone_at')
      .where('seen_at', '<', options.listedSince)
      .select('id', 'external_pipeline_id');
    for await (const slice of slices(rows.map(row => row.id))) {
      await tx('source_pipelines')
        .whereIn('id', slice)
        .update({ gone_at: options.at });
    }
    return rows.map(row => row.external_pipeline_id);
  }

  async markChanged(ids: number[], at: string, tx: Knex): Promise<void> {
    for await (const slice of slices(ids)) {
      await tx('external_pipelines')
        .whereIn('id', slice)
        .update({ changed_at: at, to_judge_at: at });
    }
  }

  async markToJudge(from: Map<number, string>, tx: Knex): Promise<void> {
    for (const [id, place] of from) {
      await tx('external_pipelines')
        .where({ id })
        .where(before =>
          before
            .whereNull('to_judge_from')
            .orWhere('to_judge_from', '>', place),
        )
        .update({ to_judge_from: place });
    }
  }

  async markTasks(from: Map<number, string>, at: string, tx: Knex) {
    await this.markToJudge(from, tx);
    for await (const slice of slices([...from.keys()])) {
      await tx('external_pipelines')
        .whereIn('id', slice)
        .update({ to_judge_at: at });
    }
  }

  async markReadings(from: Map<number, string>, at: string, tx: Knex) {
    for (const [id, time] of from) {
      await tx('external_pipelines')
        .where({ id })
        .update({
          to_judge_at: at,
          to_judge_readings_from: tx.raw(
            'case when to_judge_readings_from < ? then to_judge_readings_from else ? end',
            [time, time],
          ),
        });
    }
  }

  async toJudge(limit: number, tx: Knex): Promise<PipelineToJudge[]> {
    const rows = await tx('external_pipelines')
      .whereNotNull('to_judge_at')
      .orderBy('to_judge_at')
      .orderBy('id')
      .limit(limit)
      .select(
        'id',
        'pipeline_id',
        'to_judge_at',
        'to_judge_from',
        'to_judge_readings_from',
      );
    return rows.map(row => ({
      id: row.id,
      pipelineId: row.pipeline_id,
      markedAt: row.to_judge_at,
      from: row.to_judge_from ?? undefined,
      readingsFrom: row.to_judge_readings_from ?? undefined,
    }));
  }

  async clearToJudge(marks: PipelineToJudge[], tx: Knex): Promise<void> {
    for await (const slice of slices(marks)) {
      await tx('external_pipelines')
        .whereIn(
          ['id', 'to_judge_at'],
          slice.map(({ id, markedAt }) => [id, markedAt]),
        )
        .update({
          to_judge_at: null,
          to_judge_from: null,
          to_judge_readings_from: null,
        });
    }
  }

  async markSourceChanged(
    sourceId: string,
    at: string,
    tx: Knex,
  ): Promise<void> {
    await tx('external_pipelines')
      .whereIn(
        'id',
        tx('source_pipelines')
          .where({ source_id: sourceId })
          .select('external_pipeline_id'),
      )
      .update({ changed_at: at, to_judge_at: at });
  }

  async pipelinesOf(sourceId: string, tx: Knex): Promise<number[]> {
    return tx('source_pipelines')
      .join(
        'external_pipelines',
        'external_pipelines.id',
        'source_pipelines.external_pipeline_id',
      )
      .where('source_id', sourceId)
      .whereNull('gone_at')
      .whereNotNull('pipeline_id')
      .distinct('pipeline_id')
      .orderBy('pipeline_id')
      .pluck('pipeline_id');
  }

  async changed(limit: number, tx: Knex) {
    const rows = await tx('external_pipelines')
      .whereNotNull('changed_at')
      .orderBy('changed_at')
      .orderBy('id')
      .limit(limit);
    return rows.map(row => ({
      ...toExternalPipeline(row),
      changedAt: row.changed_at as string,
    }));
  }

  async clearChanged(
    marks: Array<{ id: number; changedAt: string }>,
    tx: Knex,
  ): Promise<void> {
    const byTime = new Map<string, number[]>();
    for (const { id, changedAt } of marks) {
      byTime.set(changedAt, [...(byTime.get(changedAt) ?? []), id]);
    }
    for (const [changedAt, ids] of byTime) {
      for await (const slice of slices(ids)) {
        await tx('external_pipelines')
          .whereIn('id', slice)
          .where({ changed_at: changedAt })
          .update({ changed_at: null });
      }
    }
  }

  async bound(tx: Knex): Promise<ExternalPipeline[]> {
    const rows = await tx('external_pipelines').whereNotNull('pipeline_id');
    return rows.map(toExternalPipeline);
  }

  async boundTo(pipelineIds: number[], tx: Knex): Promise<ExternalPipeline[]> {
    const rows = await tx('external_pipelines')
      .whereIn('pipeline_id', pipelineIds)
      .orderBy('id');
    return rows.map(toExternalPipeline);
  }

  async externalIds(technology: SourceTechnology, tx: Knex): Promise<string[]> {
    return tx('external_pipelines')
      .where({ technology })
      .orderBy('external_id')
      .pluck('external_id');
  }

  async named(
    names: Array<{ technology: string; externalId: string }>,
    tx: Knex,
  ): Promise<ExternalPipeline[]> {
    const unique = new Map(
      names.map(n => [`${n.technology} ${n.externalId}`, n]),
    );
    const found: ExternalPipeline[] = [];
    for await (const slice of slices([...unique.values()])) {
      const rows = await tx('external_pipelines')
        .whereIn(
          ['technology', 'external_id'],
          slice.map(n => [n.technology, n.externalId]),
        )
        .orderBy('id');
      found.push(...rows.map(toExternalPipeline));
    }
    return found;
  }

  async bind(bindings: Binding[], at: string, tx: Knex): Promise<void> {
    for await (const slice of slices(bindings)) {
      await tx('external_pipelines')
        .insert(
          slice.map(({ technology, externalId, pipelineId, declared }) => ({
            technology,
            external_id: externalId,
            pipeline_id: pipelineId,
            declared,
            changed_at: at,
            to_judge_at: at,
            to_judge_from: '',
            to_judge_readings_from: '',
          })),
        )
        .onConflict(['technology', 'external_id'])
        .merge([
          'pipeline_id',
          'declared',
          'changed_at',
          'to_judge_at',
          'to_judge_from',
          'to_judge_readings_from',
        ]);
    }
  }

  async unbind(ids: number[], at: string, tx: Knex): Promise<void> {
    for await (const slice of slices(ids)) {
      await tx('external_pipelines')
        .whereIn('id', slice)
        .update({ pipeline_id: null, declared: false, changed_at: at });
    }
  }

  async sourcePipelines(ids: number[], tx: Knex): Promise<SourcePipeline[]> {
    const found: SourcePipeline[] = [];
    for await (const slice of slices(ids)) {
      const rows = await tx('source_pipelines')
        .whereIn('external_pipeline_id', slice)
        .orderBy('source_id');
      found.push(...rows.map(toSourcePipeline));
    }
    return found;
  }

  async countBySource(tx: Knex): Promise<Map<string, number>> {
    const rows: Array<Record<string, any>> = await tx('source_pipelines')
      .whereNull('gone_at')
      .groupBy('source_id')
      .select('source_id')
      .count({ pipelines: '*' });
    return new Map(rows.map(r => [r.source_id, Number(r.pipelines)]));
  }

  async undeclared(
    options: { sourceIds: string[]; afterId: number; limit: number },
    tx: Knex,
  ): Promise<ExternalPipeline[]> {
    const rows = await tx('external_pipelines as e')
      .where('e.id', '>', options.afterId)
      .where('e.declared', false)
      .whereExists(
        tx('source_pipelines as s')
          .select(tx.raw('1'))
          .whereRaw('s.external_pipeline_id = e.id')
          .whereNotNull('s.definition')
          .whereNull('s.gone_at')
          .whereIn('s.source_id', options.sourceIds),
      )
      .orderBy('e.id')
      .limit(options.limit)
      .select('e.*');
    return rows.map(toExternalPipeline);
  }
}

function toExternalPipeline(row: Record<string, any>): ExternalPipeline {
  return {
    id: row.id,
    technology: row.technology,
    externalId: row.external_id,
    pipelineId: row.pipeline_id,
    declared: Boolean(row.declared),
  };
}

function toSourcePipeline(row: Record<string, any>): SourcePipeline {
  return {
    externalPipelineId: row.external_pipeline_id,
    sourceId: row.source_id,
    environment: row.environment,
    definition: row.definition ? JSON.parse(row.definition) : undefined,
    seenAt: row.seen_at,
    goneAt: row.gone_at,
  };
}
