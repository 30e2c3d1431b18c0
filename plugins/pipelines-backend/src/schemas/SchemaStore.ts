import type {
  SchemaVersion,
  SubjectReading,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { SLICE_ROWS, slices } from '../database/slices';
import type { CursorValues } from '../paging/cursor';
import type {
  StoredRegistry,
  StoredSubject,
  StoredVersion,
  SubjectFilter,
} from './schemaRecords';

/** A version to keep. @internal */
export type VersionToAdd = SchemaVersion & {
  fingerprint: string;
  seenAt: string | null;
};

/** Keeps subjects and their versions. Nothing is decided here. @internal */
export class SchemaStore {
  async registries(tx: Knex): Promise<StoredRegistry[]> {
    const rows: Array<Record<string, any>> = await tx('schema_registries')
      .select()
      .orderBy('source_id');
    return rows.map(toRegistry);
  }

  async registry(
    sourceId: string,
    tx: Knex,
  ): Promise<StoredRegistry | undefined> {
    const row = await tx('schema_registries')
      .where({ source_id: sourceId })
      .first();
    return row && toRegistry(row);
  }

  async putRegistry(registry: StoredRegistry, tx: Knex): Promise<void> {
    const { at, clusters, environment, level, listedAt, sourceId } = registry;
    await tx('schema_registries')
      .insert({
        source_id: sourceId,
        environment,
        at,
        level,
        clusters: clusters && JSON.stringify(clusters),
        listed_at: listedAt,
      })
      .onConflict('source_id')
      .merge();
  }

  /** Makes a subject what was read of it. */
  async putSubject(
    sourceId: string,
    reading: SubjectReading,
    versions: VersionToAdd[],
    at: string,
    tx: Knex,
  ): Promise<void> {
    const { level, levelOf, problem, subject, topics } = reading;
    const key = { source_id: sourceId, subject };
    await tx('schema_subjects')
      .insert({
        ...key,
        at,
        level: level ?? null,
        level_of: levelOf ?? null,
        problem: problem ?? null,
      })
      .onConflict(['source_id', 'subject'])
      .merge();
    await tx('schema_topics').where(key).delete();
    if (topics.length > 0) {
      const rows = topics.map(({ part, topic }) => ({ ...key, topic, part }));
      await tx('schema_topics')
        .insert(rows.slice(0, SLICE_ROWS))
        .onConflict(['source_id', 'subject', 'topic'])
        .ignore();
    }
    for await (const slice of slices(versions)) {
      await tx('schema_versions')
        .insert(slice.map(each => ({ ...key, ...versionRow(each) })))
        .onConflict(['source_id', 'subject', 'version'])
        .merge();
    }
    if (reading.versions) {
      await tx('schema_versions')
        .where(key)
        .whereNotIn('version', reading.versions.slice(-SLICE_ROWS))
        .delete();
    }
  }

  /** Forgets subjects that are not among these. */
  async forgetOthers(
    sourceId: string,
    there: ReadonlySet<string>,
    tx: Knex,
  ): Promise<void> {
    const known: string[] = await tx('schema_subjects')
      .where({ source_id: sourceId })
      .pluck('subject');
    const gone = known.filter(subject => !there.has(subject));
    for await (const slice of slices(gone)) {
      for (const table of [
        'schema_versions',
        'schema_topics',
        'schema_subjects',
      ]) {
        await tx(table)
          .where({ source_id: sourceId })
          .whereIn('subject', slice)
          .delete();
      }
    }
  }

  /** A page of subjects by name. */
  async page(
    filter: SubjectFilter,
    list: { after?: CursorValues; limit: number },
    tx: Knex,
  ): Promise<StoredSubject[]> {
    const query = matching(filter, tx)
      .orderBy(['subject', 'source_id'])
      .limit(list.limit)
      .select();
    if (list.after) {
      query.whereRaw('(subject, source_id) > (?, ?)', list.after);
    }
    return this.#subjects(await query, tx);
  }

  async count(filter: SubjectFilter, tx: Knex): Promise<number> {
    const row = await matching(filter, tx).count({ count: '*' }).first();
    return Number(row!.count);
  }

  async find(
    sourceId: string,
    subject: string,
    tx: Knex,
  ): Promise<StoredSubject | undefined> {
    const rows = await tx('schema_subjects').where({
      source_id: sourceId,
      subject,
    });
    return (await this.#subjects(rows, tx))[0];
  }

  /** The versions of a subject, the newest first. */
  async versions(
    sourceId: string,
    subject: string,
    tx: Knex,
  ): Promise<StoredVersion[]> {
    const rows: Array<Record<string, any>> = await tx('schema_versions')
      .where({ source_id: sourceId, subject })
      .orderBy('version', 'desc');
    return rows.map(toVersion);
  }

  async #subjects(
    rows: Array<Record<string, any>>,
    tx: Knex,
  ): Promise<StoredSubject[]> {
    const ofRows = (table: string) =>
      tx(table)
        .whereIn('subject', [...new Set(rows.map(row => row.subject))])
        .whereIn('source_id', [...new Set(rows.map(row => row.source_id))]);
    const topics = bySubject(await ofRows('schema_topics').orderBy('topic'));
    const versions = bySubject(
      await ofRows('schema_versions')
        .orderBy('version')
        .select(
          ...['source_id', 'subject', 'version', 'schema_id', 'format'],
          ...['fingerprint', 'registered_at', 'seen_at'],
        ),
    );
    return rows.map(row => {
      const own = versions.get(keyOf(row)) ?? [];
      const newest = own.at(-1);
      return {
        sourceId: row.source_id,
        subject: row.subject,
        at: row.at,
        level: row.level,
        levelOf: row.level_of,
        problem: row.problem,
        topics: (topics.get(keyOf(row)) ?? []).map(({ part, topic }) => ({
          topic,
          part,
        })),
        versions: own.length,
        newest: newest ? toVersion(newest) : null,
      };
    });
  }
}

function matching(filter: SubjectFilter, tx: Knex): Knex.QueryBuilder {
  const query = tx('schema_subjects');
  if (filter.text) {
    const part = filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&');
    query.whereRaw("lower(subject) like ? escape '\\'", [`%${part}%`]);
  }
  if (filter.registry?.length) query.whereIn('source_id', filter.registry);
  const { about } = filter;
  if (about) {
    query.whereExists(
      tx('schema_topics')
        .whereRaw('schema_topics.source_id = schema_subjects.source_id')
        .whereRaw('schema_topics.subject = schema_subjects.subject')
        .whereIn('topic', about.topics),
    );
  }
  return query;
}

function keyOf(row: Record<string, any>): string {
  return JSON.stringify([row.source_id, row.subject]);
}

function bySubject(
  rows: Array<Record<string, any>>,
): Map<string, Array<Record<string, any>>> {
  const grouped = new Map<string, Array<Record<string, any>>>();
  for (const row of rows) {
    const own = grouped.get(keyOf(row));
    if (own) own.push(row);
    else grouped.set(keyOf(row), [row]);
  }
  return grouped;
}

function versionRow(version: VersionToAdd) {
  return {
    version: version.version,
    schema_id: version.schemaId,
    format: version.format,
    content: version.schema,
    refs: version.references?.length
      ? JSON.stringify(version.references)
      : null,
    fingerprint: version.fingerprint,
    registered_at: version.registeredAt ?? null,
    seen_at: version.seenAt,
  };
}

function toRegistry(row: Record<string, any>): StoredRegistry {
  return {
    sourceId: row.source_id,
    environment: row.environment,
    at: row.at,
    level: row.level,
    clusters: row.clusters && JSON.parse(row.clusters),
    listedAt: row.listed_at,
  };
}

function toVersion(row: Record<string, any>): StoredVersion {
  return {
    version: row.version,
    schemaId: row.schema_id,
    format: row.format,
    content: row.content,
    refs: row.refs ? JSON.parse(row.refs) : [],
    fingerprint: row.fingerprint,
    registeredAt: row.registered_at,
    seenAt: row.seen_at,
  };
}
