import type { Knex } from 'knex';
import { SLICE_ROWS } from '../../database/slices';
import type { CommitRecord, ReleaseChanges } from './commits';

/** What releases bring. @internal */
export interface CommitStore {
  /** Adds what a release brings, unless that is known. @returns whether this added it */
  add(
    releaseId: number,
    changes: ReleaseChanges,
    added: { by: string; at: string },
    tx: Knex.Transaction,
  ): Promise<boolean>;
  /** By release; a release of which it isn't known has no entry. @param releaseIds - any number */
  get(releaseIds: number[], db: Knex): Promise<Map<number, ReleaseChanges>>;
}

type Row = Record<string, any>;

/** {@link CommitStore} on SQLite and PostgreSQL. @internal */
export class DatabaseCommitStore implements CommitStore {
  async add(
    releaseId: number,
    { changesSince, commits, digest }: ReleaseChanges,
    { at, by }: { by: string; at: string },
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const added = await tx('release_changes')
      .insert({
        release_id: releaseId,
        changes_since: changesSince ?? null,
        digest,
        added_by: by,
        added_at: at,
      })
      .onConflict('release_id')
      .ignore()
      .returning('release_id');
    if (added.length === 0) return false;
    const rows = commits.map((commit, position) => ({
      release_id: releaseId,
      position,
      commit_sha: commit.sha,
      title: commit.title,
      author_name: commit.author.name,
      author_email: commit.author.email,
      co_authors: JSON.stringify(commit.coAuthors),
      committed_at: commit.committedAt,
      paths: commit.paths ? JSON.stringify(commit.paths) : null,
      members: commit.members ? JSON.stringify(commit.members) : null,
    }));
    for (let i = 0; i < rows.length; i += SLICE_ROWS) {
      await tx('release_commits').insert(rows.slice(i, i + SLICE_ROWS));
    }
    return true;
  }

  async get(
    releaseIds: number[],
    db: Knex,
  ): Promise<Map<number, ReleaseChanges>> {
    const found = new Map<number, ReleaseChanges>();
    for (let i = 0; i < releaseIds.length; i += SLICE_ROWS) {
      const ids = releaseIds.slice(i, i + SLICE_ROWS);
      const heads = await db('release_changes').whereIn('release_id', ids);
      for (const head of heads) {
        found.set(head.release_id, {
          changesSince: head.changes_since ?? undefined,
          commits: [],
          digest: head.digest,
        });
      }
      const rows = await db('release_commits')
        .whereIn('release_id', ids)
        .orderBy(['release_id', 'position']);
      for (const row of rows) {
        found.get(row.release_id)?.commits.push(toCommit(row));
      }
    }
    return found;
  }
}

function toCommit(row: Row): CommitRecord {
  return {
    sha: row.commit_sha,
    title: row.title,
    author: { name: row.author_name, email: row.author_email },
    coAuthors: JSON.parse(row.co_authors),
    committedAt: row.committed_at,
    paths: row.paths === null ? undefined : JSON.parse(row.paths),
    members: row.members === null ? undefined : JSON.parse(row.members),
  };
}
