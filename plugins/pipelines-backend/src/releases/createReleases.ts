import type { Knex } from 'knex';
import { type Clock, databaseClock } from '../database/clock';
import type { FleetService } from '../fleet';
import { IdempotencyStore } from '../idempotency';
import type { LedgerService } from '../ledger';
import { DirectoryArtifactStore } from './ArtifactStore';
import { EvidenceService } from './EvidenceService';
import { ReleaseService } from './ReleaseService';
import { DatabaseReleaseStore } from './ReleaseStore';

/** The keys under `pipelines.releases`. @internal */
export type ReleasesConfig = { artifactDirectory: string | undefined };

/** The context, put together. @internal */
export type Releases = { service: ReleaseService; evidence: EvidenceService };

/** Puts the context together. */
export function createReleases(options: {
  database: Knex;
  fleet: FleetService;
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
    clock: options.clock ?? databaseClock,
  };
  const service = new ReleaseService({
    ...shared,
    idempotency: new IdempotencyStore(),
  });
  return {
    service,
    evidence: new EvidenceService({
      ...shared,
      releases: service,
      artifacts:
        artifactDirectory === undefined
          ? undefined
          : new DirectoryArtifactStore(artifactDirectory),
    }),
  };
}
