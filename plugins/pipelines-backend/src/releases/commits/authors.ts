import type { CommitRecord } from './commits';

/** Who wrote something of what changes. @internal */
export type Author = {
  email: string;
  name: string;
  /** The commits that they wrote, or wrote with others. */
  shas: string[];
  /** The user of the catalog; undefined where nobody has the address: a name that no vote can be compared with. */
  ref?: string;
};

/** One release between two others. @internal */
export type ReleaseStep = {
  id: number;
  sequence: number;
  /** Its own. */
  commit: string;
  /** Undefined where nobody said what it brings. */
  changes:
    | { changesSince: string | undefined; commits: CommitRecord[] }
    | undefined;
};

/**
 * The commits that a range of releases brings, each once, and whether those are all.
 *
 * They aren't if nobody said what one of the releases brings, or if one counts from a commit that isn't that of a release before it: what
 * lies between is not known then.
 *
 * @param steps - by sequence, without the release from which the range starts
 * @param earlier - the commits of the releases before the first of the steps
 * @internal
 */
export function commitsOf(
  steps: ReleaseStep[],
  earlier: string[],
): { commits: CommitRecord[]; complete: boolean } {
  const reached = new Set(earlier);
  const commits = new Map<string, CommitRecord>();
  let complete = true;
  for (const { changes, commit } of steps) {
    if (
      !changes ||
      (changes.changesSince !== undefined && !reached.has(changes.changesSince))
    ) {
      complete = false;
    }
    for (const each of changes?.commits ?? []) {
      if (!commits.has(each.sha)) commits.set(each.sha, each);
    }
    reached.add(commit);
  }
  return { commits: [...commits.values()], complete };
}

/**
 * The authors and co-authors of commits, by name. Where the catalog gives an address to several users, each of them is one.
 *
 * @param refs - users by address
 * @internal
 */
export function authorsOf(
  commits: CommitRecord[],
  refs: Map<string, string[]>,
): Author[] {
  const found = new Map<string, { name: string; shas: string[] }>();
  for (const { author, coAuthors, sha } of commits) {
    for (const { email, name } of [author, ...coAuthors]) {
      const known = found.get(email) ?? { name, shas: [] };
      known.shas.push(sha);
      found.set(email, known);
    }
  }
  return [...found]
    .flatMap(([email, { name, shas }]): Author[] => {
      const users = refs.get(email);
      if (!users) return [{ email, name, shas }];
      return users.map(ref => ({ email, name, shas, ref }));
    })
    .sort((a, b) =>
      a.email === b.email
        ? Number((a.ref ?? '') > (b.ref ?? '')) - 0.5
        : Number(a.email > b.email) - 0.5,
    );
}
