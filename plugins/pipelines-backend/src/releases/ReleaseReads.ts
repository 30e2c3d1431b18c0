import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ArtifactStore } from './ArtifactStore';
import type {
  DeclaredSchema,
  DeclaredSchemaStore,
  SchemaOrigin,
} from './DeclaredSchemaStore';
import type { EvidenceRecord, ReleaseRecord } from './records';
import type { ReleaseStore } from './ReleaseStore';

/** Reads of releases for contexts that decide on them: whoever asks, and within a transaction by it. @internal */
export class ReleaseReads {
  readonly #store: ReleaseStore;
  readonly #schemas: DeclaredSchemaStore;
  readonly #artifacts: ArtifactStore | undefined;

  constructor(options: {
    store: ReleaseStore;
    schemas: DeclaredSchemaStore;
    artifacts: ArtifactStore | undefined;
  }) {
    this.#store = options.store;
    this.#schemas = options.schemas;
    this.#artifacts = options.artifacts;
  }

  async find(id: number, db: Knex): Promise<ReleaseRecord | undefined> {
    return this.#store.find(id, db);
  }

  async findByDigest(
    digest: string,
    db: Knex,
  ): Promise<ReleaseRecord | undefined> {
    return this.#store.findByDigest(digest, db);
  }

  /** Of a unit, the newest first. */
  async ofUnit(
    unit: string,
    limit: number,
    db: Knex,
  ): Promise<ReleaseRecord[]> {
    return this.#store.page({ unit }, { limit }, db);
  }

  /** In the order in which it came. */
  async evidence(releaseId: number, db: Knex): Promise<EvidenceRecord[]> {
    return this.#store.evidence(releaseId, db);
  }

  /** Of each of these schemas the first release that declared it; those that none did are left out. */
  async schemaOrigins(
    schemas: DeclaredSchema[],
    db: Knex,
  ): Promise<SchemaOrigin[]> {
    return this.#schemas.origins(schemas, db);
  }

  /** @throws if the bytes aren't there, or were changed at rest */
  async checkArtifact(fileDigest: string): Promise<void> {
    if (!this.#artifacts) {
      throw new ServiceUnavailableError(
        'There is no place to keep evidence: set pipelines.releases.artifactDirectory in the config of the backend',
      );
    }
    await this.#artifacts.get(fileDigest);
  }
}
