import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  Release,
  ReleaseDetail,
  ReleasePage,
  ReleaseRecorded,
  ReleaseToRegister,
  ReleaseUnit,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { Clock } from '../database/clock';
import type { FleetScope, FleetService } from '../fleet';
import type { IdempotencyStore } from '../idempotency';
import type { LedgerService } from '../ledger';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';
import { apiRelease, apiReleaseDetail } from './apiRelease';
import type { CommitService } from './commits/CommitService';
import { type ReleaseChanges, releaseChanges } from './commits/commits';
import { releaseContent } from './content';
import type { ReleaseRecord, UnitRecord } from './records';
import type { ReleaseStore } from './ReleaseStore';
import type { DeclaredSchemaStore } from './DeclaredSchemaStore';
import { declaredSchemas } from './manifests/declaredSchemas';
import { refuseSecrets } from './secrets';

/** Who calls. @internal */
export type ReleaseCaller = {
  /** Entity ref of a person, or `service:…`. */
  actor: string;
  /** The units that a client is limited to; undefined for all. */
  units: string[] | undefined;
  /** Set if the caller may register no more than the first release of a unit, all of whose members are in this part of the fleet. */
  onlyFirstOf?: FleetScope;
};

/** What a {@link ReleaseService} needs. @internal */
export type ReleaseOptions = {
  database: Knex;
  store: ReleaseStore;
  schemas: DeclaredSchemaStore;
  commits: CommitService;
  fleet: FleetService;
  ledger: LedgerService;
  idempotency: IdempotencyStore;
  clock: Clock;
  /** Names, in order. */
  environments: string[];
};

/** Releases of units: registered once, never changed. @internal */
export class ReleaseService {
  readonly #options: ReleaseOptions;

  constructor(options: ReleaseOptions) {
    this.#options = options;
  }

  /**
   * Registers a release. The same content again is the same release; what it brings can be said later, once.
   *
   * @returns the release, and whether it is new
   * @throws NotAllowedError if the caller is limited to other units, or to first releases and this is none; UnprocessableError if no pipeline is a member of the unit, or
   *   something looks like a secret; ConflictError if the key was used for another release, or the release was registered with other
   *   commits
   */
  async register(
    asked: ReleaseToRegister,
    caller: ReleaseCaller,
    key: string | undefined,
  ): Promise<{ release: Release; isNew: boolean }> {
    const { clock, database, idempotency, store } = this.#options;
    requireUnit(asked.unit, caller);
    const described = releaseContent(asked);
    const changes = releaseChanges(asked);
    await refuseSecrets(asked);
    await this.#requireMembers(asked.unit, caller);
    const { id, isNew } = await database.transaction(async tx => {
      const at = await clock.now(tx);
      const work = () =>
        this.#add({ asked, described, changes }, { caller, at }, tx);
      return idempotency.once(
        {
          caller: caller.actor,
          key,
          operation: 'release.register',
          request: {
            digest: described.digest,
            ...(changes && { changesDigest: changes.digest }),
          },
          at,
        },
        tx,
        work,
      );
    });
    return { release: apiRelease((await store.find(id, database))!), isNew };
  }

  async #add(
    registered: {
      asked: ReleaseToRegister;
      described: ReturnType<typeof releaseContent>;
      changes: ReleaseChanges | undefined;
    },
    { at, caller }: { caller: ReleaseCaller; at: string },
    tx: Knex.Transaction,
  ): Promise<{ id: number; isNew: boolean }> {
    const { commits, ledger, schemas, store } = this.#options;
    const added = { by: caller.actor, at };
    const { asked, changes, described } = registered;
    const { content, digest } = described;
    // Whoever registers the same at the same time waits here, and finds it.
    const unit = await store.lockUnit(asked.unit, 'observed', added.at, tx);
    const known = await store.findByDigest(digest, tx);
    if (caller.onlyFirstOf) requireFirst(unit, known, caller);
    const release =
      known ??
      (await store.addNext(
        unit,
        {
          releaseDigest: digest,
          commit: content.commit,
          label: asked.label ?? null,
          content,
          origin: 'registered',
          registeredBy: added.by,
          registeredAt: added.at,
          artifacts: asked.artifacts,
        },
        tx,
      ));
    if (!known) {
      await schemas.add(release.id, declaredSchemas(content.manifests), tx);
    }
    const said = changes && (await commits.attach(release, changes, added, tx));
    await ledger.append(
      [
        ...(known
          ? []
          : [
              {
                actor: added.by,
                type: 'release.registered',
                subject: `release:${release.id}`,
                payload: {
                  unit: content.unit,
                  sequence: release.sequence,
                  commit: content.commit,
                  releaseDigest: digest,
                },
              },
            ]),
        ...(said ? [said] : []),
      ],
      tx,
    );
    return { id: release.id, isNew: !known };
  }

  /**
   * The existing CI says that it put a release into an environment. An observed unit becomes a recorded one.
   *
   * @throws as {@link find}; UnprocessableError if there is no such environment, or the time hasn't come
   */
  async record(
    asked: ReleaseRecorded,
    caller: ReleaseCaller,
  ): Promise<ReleaseDetail> {
    const { clock, database, environments, ledger, store } = this.#options;
    const { environment, releaseId, runUrl } = asked;
    const release = await this.find(releaseId, caller);
    if (!environments.includes(environment)) {
      throw new UnprocessableError(
        `environment is ${environment}, but has to be one of ${environments.join(
          ', ',
        )}`,
      );
    }
    const deployedAt = new Date(asked.deployedAt).toISOString();
    await database.transaction(async tx => {
      const at = await clock.now(tx);
      if (Date.parse(deployedAt) > Date.parse(at) + 60_000) {
        throw new UnprocessableError(
          `deployedAt (${deployedAt}) has not come yet: it is ${at}`,
        );
      }
      const unit = await store.lockUnit(release.unit, 'recorded', at, tx);
      const isNew = await store.addDeployment(
        {
          unit: release.unit,
          environment,
          releaseId,
          deployedAt,
          recordedBy: caller.actor,
          recordedAt: at,
          runUrl: runUrl ?? null,
        },
        tx,
      );
      if (!isNew) return;
      const isFirst = unit.adoptionLevel === 'observed';
      if (isFirst) {
        await store.updateUnit(unit, { adoptionLevel: 'recorded' }, tx);
      }
      await ledger.append(
        [
          ...(isFirst
            ? [
                {
                  actor: caller.actor,
                  type: 'unit.adoption-changed',
                  subject: `unit:${release.unit}`,
                  payload: { from: 'observed', to: 'recorded' },
                },
              ]
            : []),
          {
            actor: caller.actor,
            type: 'release.recorded',
            subject: `release:${releaseId}`,
            payload: { unit: release.unit, environment, deployedAt },
          },
        ],
        tx,
      );
    });
    return this.detail(releaseId, caller);
  }

  /**
   * Takes a release out of use, for good: nothing is promoted from it any more.
   *
   * @throws as {@link find}; ConflictError if it is retired already
   */
  async retire(
    id: number,
    reason: string,
    caller: ReleaseCaller,
  ): Promise<ReleaseDetail> {
    const { clock, database, ledger, store } = this.#options;
    const release = await this.find(id, caller);
    if (release.state === 'Retired') {
      throw new ConflictError(`Release ${id} is retired already`);
    }
    await database.transaction(async tx => {
      const at = await clock.now(tx);
      await store.retire(release, { at, reason }, tx);
      await ledger.append(
        [
          {
            actor: caller.actor,
            type: 'release.retired',
            subject: `release:${id}`,
            payload: {
              unit: release.unit,
              releaseDigest: release.releaseDigest,
            },
            redactable: { reason },
          },
        ],
        tx,
      );
    });
    return this.detail(id, caller);
  }

  /** @throws NotFoundError if there is no such release that the caller may see */
  async find(id: number, caller: ReleaseCaller): Promise<ReleaseRecord> {
    const { database, store } = this.#options;
    const release = await store.find(id, database);
    if (!release || (caller.units && !caller.units.includes(release.unit))) {
      throw new NotFoundError(`There is no release ${id} that you may see`);
    }
    return release;
  }

  /** @throws as {@link find} */
  async detail(id: number, caller: ReleaseCaller): Promise<ReleaseDetail> {
    const { commits, database, store } = this.#options;
    const release = await this.find(id, caller);
    return apiReleaseDetail(release, {
      evidence: await store.evidence(id, database),
      deployments: await store.deployments(id, database),
      changes: await commits.changes(id),
    });
  }

  /**
   * Releases, the newest first.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async page(
    filter: { unit?: string; commit?: string },
    caller: ReleaseCaller,
    options: { cursor?: string; limit: number },
  ): Promise<ReleasePage> {
    const { database, store } = this.#options;
    const { cursor, limit } = options;
    const scope = { list: 'releases', ...filter };
    const before = cursor
      ? (decodeCursor(cursor, scope, ['number'])[0] as number)
      : undefined;
    const found = await store.page(
      { ...filter, units: caller.units },
      { before, limit: limit + 1 },
      database,
    );
    const rows = found.slice(0, limit);
    return {
      items: rows.map(apiRelease),
      nextCursor:
        found.length > limit
          ? encodeCursor(scope, [rows[rows.length - 1].id])
          : undefined,
    };
  }

  /** All units that pipelines are members of, or that have releases, by name. */
  async units(caller: ReleaseCaller): Promise<ReleaseUnit[]> {
    const { database, fleet, store } = this.#options;
    const [facts, known, deployments] = await Promise.all([
      fleet.facts(),
      store.units(database),
      store.latestDeployments(database),
    ]);
    const units = new Map<string, ReleaseUnit>();
    const unitOf = (name: string) => {
      const unit = units.get(name) ?? {
        name,
        adoptionLevel: 'observed' as const,
        members: [],
        releases: 0,
        environments: [],
      };
      units.set(name, unit);
      return unit;
    };
    for (const each of facts) {
      unitOf(each.releaseUnit).members.push({
        entityRef: each.entityRef,
        type: each.type,
        owner: each.owner,
      });
    }
    for (const { adoptionLevel, lastSequence, name } of known) {
      Object.assign(unitOf(name), { adoptionLevel, releases: lastSequence });
    }
    for (const { deployedAt, environment, releaseId, unit } of deployments) {
      unitOf(unit).environments.push({ environment, releaseId, deployedAt });
    }
    return [...units.values()]
      .filter(unit => !caller.units || caller.units.includes(unit.name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #requireMembers(
    unit: string,
    { onlyFirstOf }: ReleaseCaller,
  ): Promise<void> {
    const { fleet } = this.#options;
    const members = (await fleet.facts())
      .filter(each => each.releaseUnit === unit)
      .map(each => each.entityRef);
    if (members.length > 0 && !onlyFirstOf) return;
    if (members.length > 0) {
      const mine = await fleet.findAll(members, onlyFirstOf!);
      const other = members.find(ref => !mine.has(ref));
      if (!other) return;
      throw new NotAllowedError(
        `You may register the first release of units of yours alone, and ${other} is a member of ${unit}`,
      );
    }
    throw new UnprocessableError(
      `No pipeline is a member of the unit ${unit}: it is the name of a pipeline, or of what its annotation sluice.dev/release-unit says`,
    );
  }
}

/** A release of one's own again is no other one; a release of somebody else is left alone, and so is what can be said of it. */
function requireFirst(
  unit: UnitRecord,
  known: ReleaseRecord | undefined,
  caller: ReleaseCaller,
): void {
  const isFirst = known
    ? known.registeredBy === caller.actor
    : unit.lastSequence === 0;
  if (isFirst) return;
  throw new NotAllowedError(
    `${unit.name} has releases already: its CI registers the next ones, or somebody with the permission pipelines.release.create`,
  );
}

function requireUnit(unit: string, { units }: ReleaseCaller): void {
  if (!units || units.includes(unit)) return;
  throw new NotAllowedError(
    `This client may register releases of ${units.join(
      ', ',
    )}, not of ${unit}: see pipelines.clients in the config of the backend`,
  );
}
