import { ConflictError } from '@backstage/errors';
import type { AdoptionLevel } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { canonicalJson } from '../canonical/digest';
import { SLICE_ROWS } from '../database/slices';
import type {
  DeploymentRecord,
  EvidenceRecord,
  ReleaseRecord,
  UnitRecord,
} from './records';

/** Which releases. @internal */
export type ReleaseFilter = {
  /** None is no limit. */
  units?: string[];
  unit?: string;
  commit?: string;
};

/** A release before it has its place. @internal */
export type ReleaseToAdd = Pick<
  ReleaseRecord,
  | 'releaseDigest'
  | 'commit'
  | 'label'
  | 'content'
  | 'origin'
  | 'registeredBy'
  | 'registeredAt'
  | 'artifacts'
>;

/** Where a release stands among those of its unit. @internal */
export type ReleasePlace = Pick<
  ReleaseRecord,
  'id' | 'sequence' | 'commit' | 'origin'
>;

/** Units, releases and what belongs to them. @internal */
export interface ReleaseStore {
  /** Adds a unit, unless it is there, and locks it until the transaction ends. */
  lockUnit(
    name: string,
    level: AdoptionLevel,
    at: string,
    tx: Knex.Transaction,
  ): Promise<UnitRecord>;
  /** Compare-and-set on the version. @throws ConflictError if somebody else was faster */
  updateUnit(
    before: UnitRecord,
    change: Partial<Pick<UnitRecord, 'adoptionLevel' | 'lastSequence'>>,
    tx: Knex.Transaction,
  ): Promise<UnitRecord>;
  units(db: Knex): Promise<UnitRecord[]>;
  /** Adds a release as the next one of its unit, which is locked. */
  addNext(
    unit: UnitRecord,
    release: ReleaseToAdd,
    tx: Knex.Transaction,
  ): Promise<ReleaseRecord>;
  find(id: number, db: Knex): Promise<ReleaseRecord | undefined>;
  findByDigest(digest: string, db: Knex): Promise<ReleaseRecord | undefined>;
  /** All releases of a unit in order, as far as they are needed to find what lies between two of them. */
  sequence(unit: string, db: Knex): Promise<ReleasePlace[]>;
  /** The newest first. */
  page(
    filter: ReleaseFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<ReleaseRecord[]>;
  /** Compare-and-set on the version. @throws ConflictError if somebody else was faster */
  retire(
    before: ReleaseRecord,
    how: { at: string; reason: string },
    tx: Knex.Transaction,
  ): Promise<ReleaseRecord>;
  /** Adds evidence, unless the same is there. @returns the one that is there now, and whether this added it */
  addEvidence(
    evidence: Omit<EvidenceRecord, 'id'>,
    tx: Knex.Transaction,
  ): Promise<{ evidence: EvidenceRecord; isNew: boolean }>;
  evidence(releaseId: number, db: Knex): Promise<EvidenceRecord[]>;
  /** Adds a deployment, unless the same is there. @returns whether this added it */
  addDeployment(
    deployment: Omit<DeploymentRecord, 'id'>,
    tx: Knex.Transaction,
  ): Promise<boolean>;
  /** The newest first. */
  deployments(releaseId: number, db: Knex): Promise<DeploymentRecord[]>;
  /** The newest in each environment of each unit. */
  latestDeployments(db: Knex): Promise<DeploymentRecord[]>;
}

type Row = Record<string, any>;

/** {@link ReleaseStore} on SQLite and PostgreSQL. @internal */
export class DatabaseReleaseStore implements ReleaseStore {
  async lockUnit(
    name: string,
    level: AdoptionLevel,
    at: string,
    tx: Knex.Transaction,
  ): Promise<UnitRecord> {
    await tx('release_units')
      .insert({
        name,
        adoption_level: level,
        last_sequence: 0,
        version: 1,
        created_at: at,
      })
      .onConflict('name')
      .ignore();
    return toUnit(
      await tx('release_units').where({ name }).forUpdate().first(),
    );
  }

  async updateUnit(
    before: UnitRecord,
    change: Partial<Pick<UnitRecord, 'adoptionLevel' | 'lastSequence'>>,
    tx: Knex.Transaction,
  ): Promise<UnitRecord> {
    const { name, version } = before;
    const [row] = await tx('release_units')
      .where({ name, version })
      .update({
        adoption_level: change.adoptionLevel,
        last_sequence: change.lastSequence,
        version: version + 1,
      })
      .returning('*');
    if (!row) throw new ConflictError(`The unit ${name} changed meanwhile`);
    return toUnit(row);
  }

  async units(db: Knex): Promise<UnitRecord[]> {
    return (await db('release_units').orderBy('name')).map(toUnit);
  }

  async addNext(
    unit: UnitRecord,
    release: ReleaseToAdd,
    tx: Knex.Transaction,
  ): Promise<ReleaseRecord> {
    const sequence = unit.lastSequence + 1;
    await this.updateUnit(unit, { lastSequence: sequence }, tx);
    const [{ id }] = await tx('releases')
      .insert({
        unit: unit.name,
        sequence,
        release_digest: release.releaseDigest,
        commit_sha: release.commit,
        label: release.label,
        content: canonicalJson(release.content),
        origin: release.origin,
        state: 'Sealed',
        version: 1,
        registered_by: release.registeredBy,
        registered_at: release.registeredAt,
      })
      .returning('id');
    const rows = release.artifacts.map(a => ({
      release_id: id,
      name: a.name,
      kind: a.kind,
      digest: a.digest,
      size_bytes: a.sizeBytes ?? null,
      uri: a.uri ?? null,
    }));
    for (let i = 0; i < rows.length; i += SLICE_ROWS) {
      await tx('release_artifacts').insert(rows.slice(i, i + SLICE_ROWS));
    }
    return (await this.find(id, tx))!;
  }

  async find(id: number, db: Knex): Promise<ReleaseRecord | undefined> {
    const rows = await db('releases').where({ id });
    return (await this.#withArtifacts(rows, db))[0];
  }

  async findByDigest(
    digest: string,
    db: Knex,
  ): Promise<ReleaseRecord | undefined> {
    const rows = await db('releases').where({ release_digest: digest });
    return (await this.#withArtifacts(rows, db))[0];
  }

  async sequence(unit: string, db: Knex): Promise<ReleasePlace[]> {
    return db('releases')
      .where({ unit })
      .orderBy('sequence')
      .select('id', 'sequence', 'origin', { commit: 'commit_sha' });
  }

  async page(
    filter: ReleaseFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<ReleaseRecord[]> {
    const query = db('releases').orderBy('id', 'desc').limit(options.limit);
    if (filter.units) query.whereIn('unit', filter.units);
    if (filter.unit) query.where({ unit: filter.unit });
    if (filter.commit) query.where({ commit_sha: filter.commit });
    if (options.before !== undefined) query.where('id', '<', options.before);
    return this.#withArtifacts(await query, db);
  }

  async retire(
    before: ReleaseRecord,
    { at, reason }: { at: string; reason: string },
    tx: Knex.Transaction,
  ): Promise<ReleaseRecord> {
    const { id, version } = before;
    const changed = await tx('releases')
      .where({ id, version })
      .update({
        state: 'Retired',
        version: version + 1,
        retired_at: at,
        retired_reason: reason,
      });
    if (changed === 0) {
      throw new ConflictError(`Release ${id} changed meanwhile`);
    }
    return (await this.find(id, tx))!;
  }

  async addEvidence(
    evidence: Omit<EvidenceRecord, 'id'>,
    tx: Knex.Transaction,
  ): Promise<{ evidence: EvidenceRecord; isNew: boolean }> {
    const natural = {
      release_id: evidence.releaseId,
      kind: evidence.kind,
      format: evidence.format,
      commit_sha: evidence.commit,
      release_digest: evidence.releaseDigest,
      file_digest: evidence.fileDigest,
    };
    const added = await tx('release_evidence')
      .insert({
        ...natural,
        name: evidence.name,
        verdict: evidence.verdict,
        reason: evidence.reason,
        checks: evidence.checks,
        failures: evidence.failures,
        failing: JSON.stringify(evidence.failing),
        size_bytes: evidence.sizeBytes,
        added_by: evidence.addedBy,
        added_at: evidence.addedAt,
      })
      .onConflict(Object.keys(natural))
      .ignore()
      .returning('id');
    const row = await tx('release_evidence').where(natural).first();
    return { evidence: toEvidence(row), isNew: added.length > 0 };
  }

  async evidence(releaseId: number, db: Knex): Promise<EvidenceRecord[]> {
    const rows = await db('release_evidence')
      .where({ release_id: releaseId })
      .orderBy('id');
    return rows.map(toEvidence);
  }

  async addDeployment(
    deployment: Omit<DeploymentRecord, 'id'>,
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const added = await tx('release_records')
      .insert({
        unit: deployment.unit,
        environment: deployment.environment,
        release_id: deployment.releaseId,
        deployed_at: deployment.deployedAt,
        recorded_by: deployment.recordedBy,
        recorded_at: deployment.recordedAt,
        run_url: deployment.runUrl,
      })
      .onConflict(['release_id', 'environment', 'deployed_at'])
      .ignore()
      .returning('id');
    return added.length > 0;
  }

  async deployments(releaseId: number, db: Knex): Promise<DeploymentRecord[]> {
    const rows = await db('release_records')
      .where({ release_id: releaseId })
      .orderBy([
        { column: 'deployed_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
    return rows.map(toDeployment);
  }

  async latestDeployments(db: Knex): Promise<DeploymentRecord[]> {
    const newest = db('release_records')
      .select('unit', 'environment')
      .max({ deployed_at: 'deployed_at' })
      .groupBy('unit', 'environment');
    const rows = await db('release_records')
      .whereIn(['unit', 'environment', 'deployed_at'], newest)
      .orderBy('id');
    return rows.map(toDeployment);
  }

  async #withArtifacts(rows: Row[], db: Knex): Promise<ReleaseRecord[]> {
    const artifacts = await db('release_artifacts')
      .whereIn(
        'release_id',
        rows.map(r => r.id),
      )
      .orderBy(['release_id', 'name']);
    return rows.map(row => ({
      id: row.id,
      unit: row.unit,
      sequence: row.sequence,
      releaseDigest: row.release_digest,
      commit: row.commit_sha,
      label: row.label,
      content: JSON.parse(row.content),
      origin: row.origin,
      state: row.state,
      version: row.version,
      registeredBy: row.registered_by,
      registeredAt: row.registered_at,
      retiredAt: row.retired_at,
      retiredReason: row.retired_reason,
      artifacts: artifacts
        .filter(a => a.release_id === row.id)
        .map(a => ({
          name: a.name,
          kind: a.kind,
          digest: a.digest,
          sizeBytes: a.size_bytes === null ? undefined : Number(a.size_bytes),
          uri: a.uri ?? undefined,
        })),
    }));
  }
}

function toUnit(row: Row): UnitRecord {
  return {
    name: row.name,
    adoptionLevel: row.adoption_level,
    lastSequence: row.last_sequence,
    version: row.version,
    createdAt: row.created_at,
  };
}

function toEvidence(row: Row): EvidenceRecord {
  return {
    id: row.id,
    releaseId: row.release_id,
    kind: row.kind,
    format: row.format,
    name: row.name,
    verdict: row.verdict,
    reason: row.reason,
    checks: row.checks,
    failures: row.failures,
    failing: JSON.parse(row.failing),
    commit: row.commit_sha,
    releaseDigest: row.release_digest,
    fileDigest: row.file_digest,
    sizeBytes: row.size_bytes,
    addedBy: row.added_by,
    addedAt: row.added_at,
  };
}

function toDeployment(row: Row): DeploymentRecord {
  return {
    id: row.id,
    unit: row.unit,
    environment: row.environment,
    releaseId: row.release_id,
    deployedAt: row.deployed_at,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    runUrl: row.run_url,
  };
}
