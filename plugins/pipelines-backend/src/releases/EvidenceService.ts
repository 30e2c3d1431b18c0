import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  EvidenceToAdd,
  ReleaseEvidence,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { Clock } from '../database/clock';
import type { LedgerService } from '../ledger';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';
import { apiEvidence } from './apiRelease';
import type { ArtifactStore } from './ArtifactStore';
import {
  readEvidence,
  verdictOf,
  type Findings,
} from './evidence/readEvidence';
import type { ReleaseCaller, ReleaseService } from './ReleaseService';
import type { ReleaseStore } from './ReleaseStore';

/** The most that one report may have. In bytes. */
export const MAX_EVIDENCE_BYTES = 10 * 1024 * 1024;
const MAX_FAILING = 100;

/** What tests and checks said about releases. @internal */
export class EvidenceService {
  readonly #options: {
    database: Knex;
    store: ReleaseStore;
    releases: ReleaseService;
    ledger: LedgerService;
    clock: Clock;
    /** Undefined where none is configured. */
    artifacts: ArtifactStore | undefined;
  };

  constructor(options: {
    database: Knex;
    store: ReleaseStore;
    releases: ReleaseService;
    ledger: LedgerService;
    clock: Clock;
    artifacts: ArtifactStore | undefined;
  }) {
    this.#options = options;
  }

  /**
   * Adds a report. The same one again is the same evidence. One that is about another commit or release is kept, and shows nothing.
   *
   * @returns the evidence, and whether it is new
   * @throws NotFoundError if there is no such release that the caller may see; ConflictError if it is retired; UnprocessableError if the
   *   report can't be read or is too large; ServiceUnavailableError if there is no place to keep it
   */
  async add(
    releaseId: number,
    asked: EvidenceToAdd,
    caller: ReleaseCaller,
  ): Promise<{ evidence: ReleaseEvidence; isNew: boolean }> {
    const { clock, database, ledger, releases, store } = this.#options;
    const release = await releases.find(releaseId, caller);
    if (release.state === 'Retired') {
      throw new ConflictError(`Release ${releaseId} is retired`);
    }
    const bytes = Buffer.from(asked.content, 'utf8');
    if (bytes.length > MAX_EVIDENCE_BYTES) {
      throw new UnprocessableError(
        `content has ${bytes.length} bytes, but a report may have at most ${MAX_EVIDENCE_BYTES}`,
      );
    }
    const findings = read(asked);
    const about = {
      commit: asked.commit.toLocaleLowerCase('en-US'),
      releaseDigest: asked.releaseDigest,
    };
    const { reason = null, verdict } = verdictOf(findings, about, release);
    const fileDigest = await this.#artifacts().put(bytes);
    return database.transaction(async tx => {
      const at = await clock.now(tx);
      const { evidence, isNew } = await store.addEvidence(
        {
          releaseId,
          kind: asked.kind,
          format: asked.format,
          name: asked.name ?? asked.format,
          verdict,
          reason,
          checks: findings.checks,
          failures: findings.failures,
          failing: findings.failing
            .slice(0, MAX_FAILING)
            .map(name => name.slice(0, 500)),
          ...about,
          fileDigest,
          sizeBytes: bytes.length,
          addedBy: caller.actor,
          addedAt: at,
        },
        tx,
      );
      if (isNew) {
        await ledger.append(
          [
            {
              actor: caller.actor,
              type: 'evidence.added',
              subject: `release:${releaseId}`,
              payload: {
                evidenceId: evidence.id,
                kind: evidence.kind,
                format: evidence.format,
                verdict,
                checks: evidence.checks,
                failures: evidence.failures,
                fileDigest,
                ...about,
              },
            },
          ],
          tx,
        );
      }
      return { evidence: apiEvidence(evidence), isNew };
    });
  }

  /**
   * The bytes of a report, as they came.
   *
   * @throws NotFoundError if there is none that the caller may see; Error if they were changed since
   */
  async file(
    releaseId: number,
    evidenceId: number,
    caller: ReleaseCaller,
  ): Promise<Uint8Array> {
    const { database, releases, store } = this.#options;
    await releases.find(releaseId, caller);
    const evidence = (await store.evidence(releaseId, database)).find(
      each => each.id === evidenceId,
    );
    if (!evidence) {
      throw new NotFoundError(
        `Release ${releaseId} has no evidence ${evidenceId}`,
      );
    }
    return this.#artifacts().get(evidence.fileDigest);
  }

  #artifacts(): ArtifactStore {
    const { artifacts } = this.#options;
    if (artifacts) return artifacts;
    throw new ServiceUnavailableError(
      'There is no place to keep evidence: set pipelines.releases.artifactDirectory in the config of the backend',
    );
  }
}

function read(asked: EvidenceToAdd): Findings {
  try {
    return readEvidence(asked.format, asked.content);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new UnprocessableError(`content: ${error.message}`);
  }
}
