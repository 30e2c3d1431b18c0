import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import {
  compatibility,
  type Compatibility,
  type ReleaseReads,
  type SchemaOrigin,
} from '../releases';
import { diffFields, type FieldChange } from './diffFields';
import { fieldsOf } from './fieldsOf';
import type {
  StoredRegistry,
  StoredSubject,
  StoredVersion,
  SubjectFilter,
} from './schemaRecords';
import type { SchemaStore } from './SchemaStore';

/** A list of subjects. @internal */
export type SubjectQuery = SubjectFilter & { limit?: number; cursor?: string };

/** A version, with the first release that declared the same schema under the same subject. @internal */
export type VersionWithOrigin = StoredVersion & { origin?: SchemaOrigin };

/** How one version differs from another. @internal */
export type SchemaDiff = {
  from: StoredVersion;
  to: StoredVersion;
  /** What Avro's own rules, or those of JSON Schema's properties, say of both directions. */
  compatibility: Compatibility;
  /** Undefined for formats without fields that we read. */
  changes: FieldChange[] | undefined;
};

/** What others may ask of schemas. @internal */
export class SchemaService {
  readonly #options: {
    database: Knex;
    store: SchemaStore;
    releases: Pick<ReleaseReads, 'schemaOrigins'>;
  };

  constructor(options: {
    database: Knex;
    store: SchemaStore;
    releases: Pick<ReleaseReads, 'schemaOrigins'>;
  }) {
    this.#options = options;
  }

  /** All registries that were read. */
  async registries(): Promise<StoredRegistry[]> {
    const { database, store } = this.#options;
    return store.registries(database);
  }

  /**
   * A page of subjects of all registries, by name.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async subjects({ cursor, limit = 50, ...filter }: SubjectQuery): Promise<{
    subjects: StoredSubject[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const { database, store } = this.#options;
    const list = { schemas: filter };
    const after = cursor
      ? decodeCursor(cursor, list, ['string', 'string'])
      : undefined;
    const registry = await this.#registriesOf(filter);
    if (registry?.length === 0) return { subjects: [], totalItems: 0 };
    const wanted = { ...filter, registry };
    const found = await store.page(
      wanted,
      { after, limit: limit + 1 },
      database,
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      subjects: page,
      totalItems: await store.count(wanted, database),
      nextCursor:
        found.length > limit && last
          ? encodeCursor(list, [last.subject, last.sourceId])
          : undefined,
    };
  }

  /** A subject with its versions, the newest first. */
  async subject(
    sourceId: string,
    subject: string,
  ): Promise<
    { subject: StoredSubject; versions: VersionWithOrigin[] } | undefined
  > {
    const { database, releases, store } = this.#options;
    const found = await store.find(sourceId, subject, database);
    if (!found) return undefined;
    const versions = await store.versions(sourceId, subject, database);
    const origins = new Map(
      (
        await releases.schemaOrigins(
          versions.map(({ fingerprint }) => ({ subject, fingerprint })),
          database,
        )
      ).map(each => [each.fingerprint, each]),
    );
    return {
      subject: found,
      versions: versions.map(version => ({
        ...version,
        origin: origins.get(version.fingerprint),
      })),
    };
  }

  /**
   * How two versions of a subject differ.
   *
   * @returns undefined if there is no such subject
   * @throws InputError if it has no such version
   */
  async diff(
    sourceId: string,
    subject: string,
    versions: { from: number; to: number },
  ): Promise<SchemaDiff | undefined> {
    const { database, store } = this.#options;
    if (!(await store.find(sourceId, subject, database))) return undefined;
    const all = await store.versions(sourceId, subject, database);
    const versionOf = (key: 'from' | 'to') => {
      const found = all.find(each => each.version === versions[key]);
      if (found) return found;
      throw new InputError(
        `query.${key}: ${subject} has no version ${
          versions[key]
        } that was read; there are ${all.map(each => each.version).join(', ')}`,
      );
    };
    const [from, to] = [versionOf('from'), versionOf('to')];
    const [before, after] = [from, to].map(each =>
      fieldsOf(each.format, each.content),
    );
    return {
      from,
      to,
      compatibility: compatibility(formatted(from), formatted(to)),
      changes: before && after && diffFields(before, after),
    };
  }

  /** The registries that a filter leaves; undefined: all. */
  async #registriesOf(filter: SubjectFilter): Promise<string[] | undefined> {
    const { about, environment, registry } = filter;
    if (!about && !environment?.length) return registry;
    const all = await this.registries();
    return all
      .filter(
        each =>
          (!registry?.length || registry.includes(each.sourceId)) &&
          (!environment?.length || environment.includes(each.environment)) &&
          (!about ||
            (each.environment === about.environment &&
              (each.clusters?.includes(about.cluster) ?? true))),
      )
      .map(each => each.sourceId);
  }
}

function formatted({ content, format }: StoredVersion) {
  return { format, schema: content };
}
