import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { AdoptionLevel } from '@sluice/plugin-pipelines-common';
import type { ActualState } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { digestOf } from '../canonical/digest';
import type { Clock } from '../database/clock';
import type { LedgerService } from '../ledger';
import type { ReleaseContent } from './content';
import type { ReleaseRecord } from './records';
import type { ReleaseStore } from './ReleaseStore';

/** What an environment was found to run when its unit came under Sluice. @internal */
export type Adoption = {
  unit: string;
  environment: string;
  /** As a deployer read it, just now. */
  state: ActualState;
  /** Entity ref of the person who vouches for it. */
  actor: string;
};

/** What ran before Sluice: the state from which the first promotion starts, and to which one can go back. @internal */
export class BaselineService {
  readonly #options: {
    store: ReleaseStore;
    ledger: LedgerService;
    clock: Clock;
  };

  constructor(options: {
    store: ReleaseStore;
    ledger: LedgerService;
    clock: Clock;
  }) {
    this.#options = options;
  }

  /**
   * Makes what runs now the baseline of an environment. A release that is known by its digest is that; anything else becomes an attested
   * release: it has no artifacts and no evidence, for nobody knows what it was made of, only what the target calls it. The same version
   * in another environment is the same release. Call it as late as possible in the transaction: it appends to the ledger.
   *
   * @returns the baseline; undefined where nothing runs
   * @throws ConflictError if what runs is a release of another unit
   */
  async adopt(
    adoption: Adoption,
    tx: Knex.Transaction,
  ): Promise<ReleaseRecord | undefined> {
    const { clock, ledger, store } = this.#options;
    const { actor, environment, state, unit: name } = adoption;
    const { by, releaseDigest, since, version } = state;
    if (releaseDigest === undefined && version === undefined) return undefined;
    const at = await clock.now(tx);
    const unit = await store.lockUnit(name, 'observed', at, tx);
    const content = attestedContent(name, state);
    const known =
      (releaseDigest && (await store.findByDigest(releaseDigest, tx))) ||
      (await store.findByDigest(digestOf(content), tx));
    if (known && known.unit !== name) {
      throw new ConflictError(
        `${environment} runs release ${known.id}, which is one of ${known.unit} and not of ${name}`,
      );
    }
    const release =
      known ??
      (await store.addNext(
        unit,
        {
          releaseDigest: digestOf(content),
          commit: content.commit,
          label: null,
          content,
          origin: 'attested',
          registeredBy: actor,
          registeredAt: at,
          artifacts: [],
        },
        tx,
      ));
    const read: JsonObject = {};
    if (version !== undefined) read.version = version;
    if (releaseDigest !== undefined) read.releaseDigest = releaseDigest;
    if (since !== undefined) read.since = since;
    await ledger.append(
      [
        {
          actor,
          type: 'release.attested',
          subject: `release:${release.id}`,
          payload: {
            unit: name,
            environment,
            sequence: release.sequence,
            releaseDigest: release.releaseDigest,
            origin: release.origin,
            read,
          },
          redactable: by === undefined ? undefined : { by },
        },
      ],
      tx,
    );
    return release;
  }

  /** How far units are under Sluice, by name; one that isn't there is observed. */
  async levels(db: Knex): Promise<Map<string, AdoptionLevel>> {
    const units = await this.#options.store.units(db);
    return new Map(units.map(each => [each.name, each.adoptionLevel]));
  }

  /** Changes how far a unit is under Sluice. The same level again changes nothing. */
  async setLevel(
    name: string,
    level: AdoptionLevel,
    how: { by: string; reason: string },
    tx: Knex.Transaction,
  ): Promise<void> {
    const { clock, ledger, store } = this.#options;
    const at = await clock.now(tx);
    const unit = await store.lockUnit(name, 'observed', at, tx);
    if (unit.adoptionLevel === level) return;
    await store.updateUnit(unit, { adoptionLevel: level }, tx);
    await ledger.append(
      [
        {
          actor: how.by,
          type: 'unit.adoption-changed',
          subject: `unit:${name}`,
          payload: { from: unit.adoptionLevel, to: level },
          redactable: { reason: how.reason },
        },
      ],
      tx,
    );
  }
}

/** Columns hold this much of what a target calls what it runs; all of it is in the content. */
const COMMIT_LENGTH = 64;

function attestedContent(unit: string, state: ActualState): ReleaseContent {
  const { releaseDigest } = state;
  const version = state.version ?? releaseDigest!;
  return {
    unit,
    commit: version.slice(0, COMMIT_LENGTH),
    artifacts: [],
    manifests: {},
    topologyHash: null,
    configSchema: {},
    migrations: [],
    attested: {
      version,
      ...(releaseDigest !== undefined && { releaseDigest }),
    },
  };
}
