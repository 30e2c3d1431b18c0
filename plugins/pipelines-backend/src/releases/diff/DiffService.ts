import { InputError, NotFoundError } from '@backstage/errors';
import type { ReleaseDiff } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { ChangesBetween, CommitService } from '../commits/CommitService';
import { readManifests } from '../manifests/manifests';
import { membersOfCommit, type UnitMember } from '../members/members';
import type { UnitMembers } from '../members/UnitMembers';
import type { ReleaseRecord } from '../records';
import type { ReleaseStore } from '../ReleaseStore';
import { diffReleases } from './diffReleases';

/** The most lines that an answer has; the facts are about all of them. */
const MAX_ENTRIES = 1000;

/** What differs between two releases of a unit. @internal */
export class DiffService {
  readonly #options: {
    database: Knex;
    store: ReleaseStore;
    commits: CommitService;
    members: UnitMembers;
  };

  constructor(options: {
    database: Knex;
    store: ReleaseStore;
    commits: CommitService;
    members: UnitMembers;
  }) {
    this.#options = options;
  }

  /**
   * What putting one release in the place of another changes, and who wrote that. On the way back, the commits are those that are undone.
   *
   * @param baseId - undefined if nothing runs yet
   * @throws NotFoundError if there is no such release; InputError if they are of two units
   */
  async diff(baseId: number | undefined, toId: number): Promise<ReleaseDiff> {
    const { commits, members } = this.#options;
    const to = await this.#find(toId);
    const base = baseId === undefined ? undefined : await this.#find(baseId);
    if (base && base.unit !== to.unit) {
      throw new InputError(
        `base is a release of ${base.unit}, not of ${to.unit}`,
      );
    }
    const all = await members.of(to.unit);
    const between = await commits.between(to.unit, base?.id, to.id);
    const { entries, ...diff } = diffReleases(base?.content, to.content, {
      members: all,
      commits: between.commits,
      commitsComplete: between.complete,
    });
    return {
      base: base && ref(base),
      to: ref(to),
      entries: entries.slice(0, MAX_ENTRIES),
      entriesTotal: entries.length,
      ...diff,
      commits: between.commits,
      commitsComplete: between.complete,
      authors: between.authors,
      byMember: byMember(all, between, [to, base]),
    };
  }

  /** The release before another one of its unit; undefined if that is the first. @throws NotFoundError if there is no such release */
  async before(releaseId: number): Promise<number | undefined> {
    const { database, store } = this.#options;
    const { sequence, unit } = await this.#find(releaseId);
    const places = await store.sequence(unit, database);
    return places.filter(each => each.sequence < sequence).at(-1)?.id;
  }

  async #find(id: number): Promise<ReleaseRecord> {
    const { database, store } = this.#options;
    const release = await store.find(id, database);
    if (release) return release;
    throw new NotFoundError(`There is no release ${id}`);
  }
}

/** What came of each pipeline; a commit of which it isn't known what it touches is one of all. */
function byMember(
  members: UnitMember[],
  { authors, commits }: ChangesBetween,
  releases: Array<ReleaseRecord | undefined>,
): ReleaseDiff['byMember'] {
  const manifests = releases.flatMap(release =>
    release ? [readManifests(release.content.manifests).known] : [],
  );
  const touched = commits.map(commit => ({
    sha: commit.sha,
    refs: membersOfCommit(commit, members, manifests),
  }));
  return members.flatMap(({ entityRef }) => {
    const shas = touched
      .filter(({ refs }) => !refs || refs.includes(entityRef))
      .map(({ sha }) => sha);
    if (shas.length === 0) return [];
    const wrote = new Set(shas);
    return [
      {
        member: entityRef,
        commits: shas,
        authors: [
          ...new Set(
            authors
              .filter(author => author.shas.some(sha => wrote.has(sha)))
              .map(author => author.email),
          ),
        ],
      },
    ];
  });
}

function ref(release: ReleaseRecord): ReleaseDiff['to'] {
  const { commit, id, label, releaseDigest, sequence, unit } = release;
  return {
    id,
    unit,
    sequence,
    commit,
    releaseDigest,
    ...(label !== null && { label }),
  };
}
