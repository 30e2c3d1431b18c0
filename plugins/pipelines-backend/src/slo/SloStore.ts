import { createHash } from 'node:crypto';
import {
  SLO_STATUSES,
  type SloDefinition,
  type SloStatus,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type {
  SloChange,
  SloMember,
  SloRecord,
  SloStanding,
  SloToPut,
  SloVersion,
} from './sloRecords';

/** Due at once. */
const NOW = '';
/** Never changes by time alone. */
const NEVER = '~';

/** A change of a definition that is ready to be written. @internal */
export type SloWrite = SloToPut & {
  /** undefined where the promise stays the same, and only its words change. */
  change: SloChange | undefined;
  /** What it was, if it is looser now. */
  loosenedFrom?: SloDefinition;
};

/** SLOs, their versions and the pipelines that they are about. @internal */
export interface SloStore {
  /** All that were ever defined, also those that are gone. */
  all(tx: Knex): Promise<SloRecord[]>;
  get(ids: number[], tx: Knex): Promise<SloRecord[]>;
  /** Those of these entities that are in force, by entity and name. */
  ofEntities(entityRefs: string[], tx: Knex): Promise<SloRecord[]>;
  /** Writes definitions with a version each. They are evaluated again. @returns the ids in the same order */
  put(writes: SloWrite[], at: string, tx: Knex): Promise<number[]>;
  /** Ends SLOs. Their history stays. */
  remove(slos: SloRecord[], at: string, tx: Knex): Promise<void>;
  versions(sloId: number, tx: Knex): Promise<SloVersion[]>;
  /** As {@link versions}, of several SLOs, by their ids. */
  versionsOf(
    sloIds: readonly number[],
    tx: Knex,
  ): Promise<Map<number, SloVersion[]>>;
  /** Members by SLO. */
  members(sloIds: number[], tx: Knex): Promise<SloMember[]>;
  /** Memberships of these pipelines in SLOs that are in force. */
  memberships(pipelineIds: number[], tx: Knex): Promise<SloMember[]>;
  addMembers(
    sloId: number,
    pipelineIds: number[],
    activeFrom: string,
    tx: Knex,
  ): Promise<void>;
  removeMembers(sloId: number, pipelineIds: number[], tx: Knex): Promise<void>;
  judged(
    member: { sloId: number; pipelineId: number },
    through: string,
    tx: Knex,
  ): Promise<void>;
  /** Says what an SLO rests on beside its own pipelines, by entity ref. */
  setInputs(sloId: number, entityRefs: string[], tx: Knex): Promise<void>;
  /** SLOs in force that rest on one of these, with which. */
  restingOn(
    entityRefs: string[],
    tx: Knex,
  ): Promise<Array<{ sloId: number; entityRef: string }>>;
  /** SLOs in force that time alone may have changed, those that wait longest first. */
  toRecheck(at: string, limit: number, tx: Knex): Promise<SloRecord[]>;
  putStanding(
    id: number,
    options: {
      status: SloStatus;
      standing: SloStanding;
      recheckAt: string | undefined;
      /** When alerts may have changed by it; undefined: they haven't. */
      alertAt?: string;
    },
    tx: Knex,
  ): Promise<void>;
}

/** {@link SloStore} on the plugin's database. @internal */
export class DatabaseSloStore implements SloStore {
  async all(tx: Knex) {
    return (await tx('slos').orderBy('id')).map(toSlo);
  }

  async get(ids: number[], tx: Knex) {
    return (await tx('slos').whereIn('id', ids).orderBy('id')).map(toSlo);
  }

  async ofEntities(entityRefs: string[], tx: Knex) {
    const rows = await tx('slos')
      .whereIn('entity_ref', entityRefs)
      .whereNull('removed_at')
      .orderBy(['entity_ref', 'name']);
    return rows.map(toSlo);
  }

  async put(writes: SloWrite[], at: string, tx: Knex) {
    const ids: number[] = [];
    for await (const slice of slices(writes, 100)) {
      const written = await tx('slos')
        .insert(
          slice.map(({ entityRef, origin, owner, definition }) => ({
            entity_ref: entityRef,
            name: definition.name,
            kind: definition.kind,
            owner,
            origin,
            definition: JSON.stringify(definition),
            digest: digestOf({ owner, origin, definition }),
            created_at: at,
            removed_at: null,
            status: 'unknown',
            status_rank: SLO_STATUSES.indexOf('unknown'),
            recheck_at: NOW,
          })),
        )
        .onConflict(['entity_ref', 'name'])
        .merge([
          'kind',
          'owner',
          'origin',
          'definition',
          'digest',
          'removed_at',
          'recheck_at',
        ])
        .returning(['id', 'entity_ref', 'name']);
      const idOf = new Map(
        written.map(row => [`${row.entity_ref} ${row.name}`, row.id as number]),
      );
      const own = slice.map(
        w => idOf.get(`${w.entityRef} ${w.definition.name}`)!,
      );
      const versions = slice.flatMap(
        ({ definition, owner, origin, change }, i) =>
          change
            ? {
                slo_id: own[i],
                valid_from: at,
                target: definition.target,
                definition: JSON.stringify(definition),
                digest: digestOf({ owner, origin, definition }),
                change,
              }
            : [],
      );
      if (versions.length > 0) await tx('slo_versions').insert(versions);
      ids.push(...own);
    }
    return ids;
  }

  async remove(slos: SloRecord[], at: string, tx: Knex) {
    for await (const slice of slices(slos, 100)) {
      await tx('slos')
        .whereIn(
          'id',
          slice.map(s => s.id),
        )
        .update({ removed_at: at, recheck_at: NEVER, to_alert_at: at });
      await tx('slo_versions').insert(
        slice.map(slo => ({
          slo_id: slo.id,
          valid_from: at,
          target: slo.definition.target,
          definition: JSON.stringify(slo.definition),
          digest: slo.digest,
          change: 'removed',
        })),
      );
    }
  }

  async versions(sloId: number, tx: Knex) {
    return (await this.versionsOf([sloId], tx)).get(sloId) ?? [];
  }

  async versionsOf(sloIds: readonly number[], tx: Knex) {
    const found = new Map<number, SloVersion[]>();
    for await (const slice of slices(sloIds)) {
      const rows: Array<Record<string, any>> = await tx('slo_versions')
        .whereIn('slo_id', slice)
        .orderBy(['valid_from', 'id']);
      for (const row of rows) {
        const versions = found.get(row.slo_id) ?? [];
        versions.push({
          id: row.id,
          sloId: row.slo_id,
          validFrom: row.valid_from,
          target: row.target,
          definition: JSON.parse(row.definition),
          change: row.change,
        });
        found.set(row.slo_id, versions);
      }
    }
    return found;
  }

  async members(sloIds: number[], tx: Knex) {
    const members: SloMember[] = [];
    for await (const slice of slices(sloIds)) {
      const rows = await tx('slo_members')
        .whereIn('slo_id', slice)
        .orderBy(['slo_id', 'pipeline_id']);
      members.push(...rows.map(toMember));
    }
    return members;
  }

  async memberships(pipelineIds: number[], tx: Knex) {
    const rows = await tx('slo_members')
      .join('slos', 'slos.id', 'slo_members.slo_id')
      .whereIn('slo_members.pipeline_id', pipelineIds)
      .whereNull('slos.removed_at')
      .orderBy(['slo_id', 'pipeline_id'])
      .select('slo_members.*');
    return rows.map(toMember);
  }

  async addMembers(
    sloId: number,
    pipelineIds: number[],
    activeFrom: string,
    tx: Knex,
  ) {
    for await (const slice of slices(pipelineIds)) {
      await tx('slo_members')
        .insert(
          slice.map(id => ({
            slo_id: sloId,
            pipeline_id: id,
            active_from: activeFrom,
            judged_through: '',
          })),
        )
        .onConflict(['slo_id', 'pipeline_id'])
        .ignore();
    }
  }

  async removeMembers(sloId: number, pipelineIds: number[], tx: Knex) {
    for await (const slice of slices(pipelineIds)) {
      await tx('slo_members')
        .where({ slo_id: sloId })
        .whereIn('pipeline_id', slice)
        .delete();
    }
  }

  async judged(
    member: { sloId: number; pipelineId: number },
    through: string,
    tx: Knex,
  ) {
    await tx('slo_members')
      .where({ slo_id: member.sloId, pipeline_id: member.pipelineId })
      .update({ judged_through: through });
  }

  async setInputs(sloId: number, entityRefs: string[], tx: Knex) {
    const known: string[] = await tx('slo_inputs')
      .where({ slo_id: sloId })
      .pluck('entity_ref');
    const gone = known.filter(ref => !entityRefs.includes(ref));
    const added = entityRefs.filter(ref => !known.includes(ref));
    for await (const slice of slices(gone)) {
      await tx('slo_inputs')
        .where({ slo_id: sloId })
        .whereIn('entity_ref', slice)
        .delete();
    }
    for await (const slice of slices(added)) {
      await tx('slo_inputs')
        .insert(slice.map(ref => ({ slo_id: sloId, entity_ref: ref })))
        .onConflict(['slo_id', 'entity_ref'])
        .ignore();
    }
  }

  async restingOn(entityRefs: string[], tx: Knex) {
    const found: Array<{ sloId: number; entityRef: string }> = [];
    for await (const slice of slices(entityRefs)) {
      const rows = await tx('slo_inputs')
        .join('slos', 'slos.id', 'slo_inputs.slo_id')
        .whereNull('slos.removed_at')
        .whereIn('slo_inputs.entity_ref', slice)
        .select('slo_inputs.slo_id', 'slo_inputs.entity_ref');
      for (const row of rows) {
        found.push({ sloId: row.slo_id, entityRef: row.entity_ref });
      }
    }
    return found;
  }

  async toRecheck(at: string, limit: number, tx: Knex) {
    const rows = await tx('slos')
      .whereNull('removed_at')
      .where('recheck_at', '<=', at)
      .orderBy('recheck_at')
      .limit(limit);
    return rows.map(toSlo);
  }

  async putStanding(
    id: number,
    options: {
      status: SloStatus;
      standing: SloStanding;
      recheckAt: string | undefined;
      alertAt?: string;
    },
    tx: Knex,
  ) {
    await tx('slos')
      .where({ id })
      .update({
        status: options.status,
        status_rank: SLO_STATUSES.indexOf(options.status),
        standing: JSON.stringify(options.standing),
        recheck_at: options.recheckAt ?? NEVER,
        ...(options.alertAt !== undefined && { to_alert_at: options.alertAt }),
      });
  }
}

/** Tells whether a definition changed. @internal */
export function digestOf(slo: {
  owner: string;
  origin: string;
  definition: SloDefinition;
}): string {
  return createHash('sha256')
    .update(JSON.stringify([slo.owner, slo.origin, slo.definition]))
    .digest('hex');
}

/** An SLO from its columns. @internal */
export function toSlo(row: Record<string, any>): SloRecord {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    name: row.name,
    origin: row.origin,
    owner: row.owner,
    definition: JSON.parse(row.definition),
    digest: row.digest,
    createdAt: row.created_at,
    removedAt: row.removed_at,
    status: row.status,
    statusRank: row.status_rank,
    standing: row.standing ? JSON.parse(row.standing) : undefined,
    recheckAt: row.recheck_at,
  };
}

function toMember(row: Record<string, any>): SloMember {
  return {
    sloId: row.slo_id,
    pipelineId: row.pipeline_id,
    activeFrom: row.active_from,
    judgedThrough: row.judged_through,
  };
}
