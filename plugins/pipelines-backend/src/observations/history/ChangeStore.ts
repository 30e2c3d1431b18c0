import type { PipelineDefinition } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { slices } from '../../database/slices';
import {
  definitionDigest,
  type KeptDefinition,
  keptDefinition,
} from './definitionDigest';

/** Another definition than before, as one source has it. @internal */
export type DefinitionChange = {
  sourceId: string;
  environment: string;
  /** When it was seen, ISO 8601 in UTC; it happened at most a sweep before. */
  at: string;
  /** Undefined: it was gone. */
  before: KeptDefinition | undefined;
  /** Undefined: it is gone. */
  after: KeptDefinition | undefined;
};

/** A source that is not what it was. @internal */
export type SourceChange = {
  sourceId: string;
  /** When it was seen, ISO 8601 in UTC. */
  at: string;
  field: 'readable' | 'version';
  before: string | null;
  after: string | null;
};

/** A definition to compare, undefined where there is none. @internal */
export type DefinitionPair = {
  externalPipelineId: number;
  before: PipelineDefinition | undefined;
  after: PipelineDefinition | undefined;
};

/** A period, ISO 8601 in UTC, `to` exclusive. @internal */
export type ChangePeriod = { from: string; to: string };

/** What changed in what sources say. Rows are only added. @internal */
export interface ChangeStore {
  /** Keeps those that say something else than before. */
  putDefinitions(
    source: { id: string; environment: string },
    pairs: DefinitionPair[],
    at: string,
    tx: Knex,
  ): Promise<void>;
  putSource(change: SourceChange, tx: Knex): Promise<void>;
  /** Oldest first. */
  definitions(
    externalPipelineIds: number[],
    environment: string,
    period: ChangePeriod,
    tx: Knex,
  ): Promise<DefinitionChange[]>;
  /** Oldest first. */
  sources(
    sourceIds: string[],
    period: ChangePeriod,
    tx: Knex,
  ): Promise<SourceChange[]>;
  /** @returns how many were deleted */
  deleteOld(before: string, tx: Knex): Promise<number>;
}

/** {@link ChangeStore} on the plugin's database. @internal */
export class DatabaseChangeStore implements ChangeStore {
  async putDefinitions(
    source: { id: string; environment: string },
    pairs: DefinitionPair[],
    at: string,
    tx: Knex,
  ): Promise<void> {
    const changed = pairs
      .map(pair => ({ ...pair, digest: definitionDigest(pair.after) }))
      .filter(({ before, digest }) => definitionDigest(before) !== digest);
    for await (const slice of slices(changed)) {
      await tx('definition_changes').insert(
        slice.map(({ after, before, digest, externalPipelineId }) => ({
          source_id: source.id,
          external_pipeline_id: externalPipelineId,
          environment: source.environment,
          at,
          digest,
          definition_before: before && JSON.stringify(keptDefinition(before)),
          definition_after: after && JSON.stringify(keptDefinition(after)),
        })),
      );
    }
  }

  async putSource(change: SourceChange, tx: Knex): Promise<void> {
    await tx('source_changes').insert({
      source_id: change.sourceId,
      at: change.at,
      field: change.field,
      value_before: change.before,
      value_after: change.after,
    });
  }

  async definitions(
    externalPipelineIds: number[],
    environment: string,
    period: ChangePeriod,
    tx: Knex,
  ): Promise<DefinitionChange[]> {
    const rows: Array<Record<string, any>> = await tx('definition_changes')
      .whereIn('external_pipeline_id', externalPipelineIds)
      .where({ environment })
      .where('at', '>=', period.from)
      .where('at', '<', period.to)
      .orderBy(['at', 'id']);
    return rows.map(row => ({
      sourceId: row.source_id,
      environment: row.environment,
      at: row.at,
      before: read(row.definition_before),
      after: read(row.definition_after),
    }));
  }

  async sources(
    sourceIds: string[],
    period: ChangePeriod,
    tx: Knex,
  ): Promise<SourceChange[]> {
    const rows: Array<Record<string, any>> = await tx('source_changes')
      .whereIn('source_id', sourceIds)
      .where('at', '>=', period.from)
      .where('at', '<', period.to)
      .orderBy(['at', 'id']);
    return rows.map(row => ({
      sourceId: row.source_id,
      at: row.at,
      field: row.field,
      before: row.value_before,
      after: row.value_after,
    }));
  }

  async deleteOld(before: string, tx: Knex): Promise<number> {
    let deleted = 0;
    for (const table of ['definition_changes', 'source_changes']) {
      deleted += await tx(table).where('at', '<', before).delete();
    }
    return deleted;
  }
}

function read(definition: string | null): KeptDefinition | undefined {
  return definition ? JSON.parse(definition) : undefined;
}
