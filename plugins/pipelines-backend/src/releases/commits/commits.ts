import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { ReleaseToRegister } from '@sluice/plugin-pipelines-common';
import { digestOf } from '../../canonical/digest';

/** Somebody, as a commit names them. @internal */
export type CommitPerson = {
  name: string;
  /** In lower case. */
  email: string;
};

/** A commit that a release brings. @internal */
export type CommitRecord = {
  /** 40 or 64 lower-case hex digits. */
  sha: string;
  title: string;
  author: CommitPerson;
  /** Without the author; also those whom trailers name. */
  coAuthors: CommitPerson[];
  /** ISO 8601 in UTC. */
  committedAt: string;
  /** What it touches, relative to the repository; undefined where CI didn't say. */
  paths: string[] | undefined;
  /** Entity refs of the pipelines that it touches; undefined where CI didn't say. */
  members: string[] | undefined;
};

/** What a release brings. @internal */
export type ReleaseChanges = {
  /** The commit after which these come; undefined: that of the release before. */
  changesSince: string | undefined;
  commits: CommitRecord[];
  /** Over all of it: the same changes have the same. */
  digest: string;
};

const TRAILER =
  /^co-authored-by:[ \t]*([^<>\r\n]*?)[ \t]*<([^<>\r\n]+)>[ \t]*$/gim;

/**
 * Whom the trailers of a message name: `Co-authored-by: Mei Lin <mei@northstar.example>`, in any case, as git reads trailers.
 *
 * @internal
 */
export function coAuthorsOf(message: string): CommitPerson[] {
  return [...message.matchAll(TRAILER)].map(([, name, email]) =>
    person({ name, email }),
  );
}

/**
 * What a release brings, as it is kept. That isn't content: the same bytes may be built again from a shallow clone.
 *
 * @returns undefined if CI didn't say
 * @throws InputError that names the field, if a commit occurs twice, or changesSince is given without commits
 * @internal
 */
export function releaseChanges(
  asked: Pick<ReleaseToRegister, 'commits' | 'changesSince'>,
): ReleaseChanges | undefined {
  if (!asked.commits) {
    if (asked.changesSince === undefined) return undefined;
    throw new InputError(
      'changesSince says since when the commits are, but there are no commits',
    );
  }
  const changesSince = asked.changesSince?.toLocaleLowerCase('en-US');
  const seen = new Set<string>();
  const commits = asked.commits.map((commit, i): CommitRecord => {
    const sha = commit.sha.toLocaleLowerCase('en-US');
    if (seen.has(sha)) {
      throw new InputError(`commits[${i}].sha occurs twice: ${sha}`);
    }
    seen.add(sha);
    const author = person(commit.author);
    const coAuthors = distinct([
      ...(commit.coAuthors ?? []).map(person),
      ...coAuthorsOf(commit.message ?? ''),
    ]).filter(each => each.email !== author.email);
    return {
      sha,
      title: commit.title,
      author,
      coAuthors,
      committedAt: new Date(commit.committedAt).toISOString(),
      paths: commit.paths && sorted(commit.paths),
      members:
        commit.members &&
        sorted(commit.members.map(ref => ref.toLocaleLowerCase('en-US'))),
    };
  });
  return {
    changesSince,
    commits,
    digest: changesDigest(changesSince, commits),
  };
}

function changesDigest(
  changesSince: string | undefined,
  commits: CommitRecord[],
): string {
  return digestOf({
    changesSince: changesSince ?? null,
    commits: commits.map(({ members, paths, ...rest }) => ({
      ...rest,
      members: members ?? null,
      paths: paths ?? null,
    })) as unknown as JsonObject[],
  });
}

function person({ email, name }: CommitPerson): CommitPerson {
  const lower = email.trim().toLocaleLowerCase('en-US');
  return { name: name.trim() || lower, email: lower };
}

function distinct(people: CommitPerson[]): CommitPerson[] {
  return [...new Map(people.map(each => [each.email, each])).values()];
}

function sorted(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
