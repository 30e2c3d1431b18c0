import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { type Clock, databaseClock } from '../database/clock';
import type { FleetService } from '../fleet';
import { IdempotencyStore } from '../idempotency';
import type { LedgerService } from '../ledger';
import { DirectoryArtifactStore } from './ArtifactStore';
import { BaselineService } from './BaselineService';
import { CatalogAuthors } from './commits/CatalogAuthors';
import { CommitService } from './commits/CommitService';
import { DatabaseCommitStore } from './commits/CommitStore';
import { DeclaredSchemaStore } from './DeclaredSchemaStore';
import { DiffService } from './diff/DiffService';
import { EvidenceService } from './EvidenceService';
import { UnitMembers } from './members/UnitMembers';
import { ReleaseReads } from './ReleaseReads';
import { ReleaseService } from './ReleaseService';
import { DatabaseReleaseStore } from './ReleaseStore';

/** The keys under `pipelines.releases`. @internal */
export type ReleasesConfig = { artifactDirectory: string | undefined };

/** The context, put together. @internal */
export type Releases = {
  service: ReleaseService;
  evidence: EvidenceService;
  commits: CommitService;
  diffs: DiffService;
  baseline: BaselineService;
  /** For contexts that decide on releases. */
  reads: ReleaseReads;
};

/** Puts the context together. */
export function createReleases(options: {
  database: Knex;
  fleet: FleetService;
  catalog: CatalogService;
  auth: AuthService;
  ledger: LedgerService;
  environments: string[];
  config: ReleasesConfig;
  /** Defaults to that of the database. */
  clock?: Clock;
}): Releases {
  const { artifactDirectory } = options.config;
  const shared = {
    ...options,
    store: new DatabaseReleaseStore(),
    schemas: new DeclaredSchemaStore(),
    clock: options.clock ?? databaseClock,
  };
  const members = new UnitMembers(options);
  const commits = new CommitService({
    database: options.database,
    store: new DatabaseCommitStore(),
    releases: shared.store,
    members,
    directory: new CatalogAuthors(options),
  });
  const service = new ReleaseService({
    ...shared,
    commits,
    idempotency: new IdempotencyStore(),
  });
  const artifacts =
    artifactDirectory === undefined
      ? undefined
      : new DirectoryArtifactStore(artifactDirectory);
  return {
    service,
    reads: new ReleaseReads({ ...shared, artifacts }),
    commits,
    diffs: new DiffService({ ...shared, commits, members }),
    baseline: new BaselineService(shared),
    evidence: new EvidenceService({
      ...shared,
      releases: service,
      artifacts,
    }),
  };
}
