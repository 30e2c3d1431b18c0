import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { LedgerEntry } from '../../ledger';
import type { ReleaseRecord } from '../records';
import type { ReleaseStore } from '../ReleaseStore';
import { readManifests } from '../manifests/manifests';
import { membersOfCommit } from '../members/members';
import type { UnitMembers } from '../members/UnitMembers';
import { type Author, authorsOf, commitsOf, releasesBetween } from './authors';
import type { AuthorDirectory } from './CatalogAuthors';
import type { CommitRecord, ReleaseChanges } from './commits';
import type { CommitStore } from './CommitStore';

/** What lies between two releases of a unit, and who wrote it. @internal */
export type ChangesBetween = {
  /** Those that come; on the way back, those that are undone. Each once. */
  commits: CommitRecord[];
  authors: Author[];
  /** False if it isn't known of each release in between what it brings: there may be more authors then. */
  complete: boolean;
};

/** What releases bring since the ones before them, and who wrote it. @internal */
export class CommitService {
  readonly #options: {
    database: Knex;
    store: CommitStore;
    releases: ReleaseStore;
    members: UnitMembers;
    directory: AuthorDirectory;
  };

  constructor(options: {
    database: Knex;
    store: CommitStore;
    releases: ReleaseStore;
    members: UnitMembers;
    directory: AuthorDirectory;
  }) {
    this.#options = options;
  }

  /**
   * Keeps what a release brings, once: it can be said later, and never changed.
   *
   * @returns the row for the ledger; undefined if the same was said before
   * @throws ConflictError if something else was said before
   */
  async attach(
    release: Pick<ReleaseRecord, 'id' | 'unit' | 'releaseDigest'>,
    changes: ReleaseChanges,
    added: { by: string; at: string },
    tx: Knex.Transaction,
  ): Promise<LedgerEntry | undefined> {
    const { store } = this.#options;
    const { id, releaseDigest, unit } = release;
    if (await store.add(id, changes, added, tx)) {
      return {
        actor: added.by,
        type: 'release.commits-added',
        subject: `release:${id}`,
        payload: {
          unit,
          releaseDigest,
          commits: changes.commits.length,
          changesDigest: changes.digest,
        },
      };
    }
    const known = (await store.get([id], tx)).get(id);
    if (known?.digest === changes.digest) return undefined;
    throw new ConflictError(
      `Release ${id} has the same content and was registered with other commits, and those are never changed`,
    );
  }

  /** What a release brings; undefined where nobody said. */
  async changes(
    releaseId: number,
    db: Knex = this.#options.database,
  ): Promise<ReleaseChanges | undefined> {
    return (await this.#options.store.get([releaseId], db)).get(releaseId);
  }

  /**
   * The commits between two releases of a unit, and their authors: forward what comes, backward what is undone. Releases that were
   * registered in between count as well, also those of a branch: rather too many authors than too few.
   *
   * @param fromId - undefined: nothing was there, so all that was ever registered up to the other one
   * @param touches - whether a commit is about what one asks about; defaults to all of them
   * @throws NotFoundError if the unit has no such release
   */
  async between(
    unit: string,
    fromId: number | undefined,
    toId: number,
    touches: (commit: CommitRecord) => boolean = () => true,
  ): Promise<ChangesBetween> {
    const { database, directory, releases, store } = this.#options;
    const all = await releases.sequence(unit, database);
    const find = (id: number) => {
      const found = all.find(each => each.id === id);
      if (found) return found;
      throw new NotFoundError(`The unit ${unit} has no release ${id}`);
    };
    const { between: inside, earlier } = releasesBetween(
      all,
      fromId === undefined ? undefined : find(fromId),
      find(toId),
    );
    const changes = await store.get(
      inside.map(r => r.id),
      database,
    );
    const { commits, complete } = commitsOf(
      inside.map(r => ({ ...r, changes: changes.get(r.id) })),
      earlier,
    );
    const chosen = commits.filter(touches);
    const emails = chosen.flatMap(c =>
      [c.author, ...c.coAuthors].map(each => each.email),
    );
    return {
      commits: chosen,
      authors: authorsOf(chosen, await directory.refsOf(emails)),
      complete,
    };
  }

  /**
   * Who can't approve the way from one release to another: see {@link between}.
   *
   * @param members - entity refs; only commits that touch one of them count, and those of which it isn't known what they touch
   */
  async authorsBetween(
    unit: string,
    fromId: number | undefined,
    toId: number,
    members?: string[],
  ): Promise<ChangesBetween> {
    if (!members) return this.between(unit, fromId, toId);
    const { database, releases } = this.#options;
    const wanted = new Set(members);
    const all = await this.#options.members.of(unit);
    const ends = await Promise.all(
      [toId, fromId].flatMap(id =>
        id === undefined ? [] : [releases.find(id, database)],
      ),
    );
    const manifests = ends.flatMap(end =>
      end ? [readManifests(end.content.manifests).known] : [],
    );
    return this.between(unit, fromId, toId, commit => {
      const touched = membersOfCommit(commit, all, manifests);
      return !touched || touched.some(ref => wanted.has(ref));
    });
  }
}
