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

/** A release among all of its unit. @internal */
export type PlacedRelease = Pick<ReleaseStep, 'id' | 'sequence' | 'commit'> & {
  origin: 'registered' | 'attested';
};

/**
 * The registered releases after the older one of two, up to the newer one, and the commits of those before.
 *
 * An attested release got its number when it was found, not when it was made. It stands where a registered release of the same commit
 * does; otherwise nobody knows, and it counts as older than all: rather too many authors than too few.
 *
 * @param all - of the unit, by sequence
 * @param from - undefined if nothing was there
 * @internal
 */
export function releasesBetween(
  all: PlacedRelease[],
  from: PlacedRelease | undefined,
  to: PlacedRelease,
): { between: PlacedRelease[]; earlier: string[] } {
  const registered = all.filter(each => each.origin === 'registered');
  const place = ({ commit, origin, sequence }: PlacedRelease) =>
    origin === 'registered'
      ? sequence
      : registered.filter(r => r.commit === commit).at(-1)?.sequence ?? 0;
  const ends = [from ? place(from) : 0, place(to)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const older = [from, to].filter(end => end && place(end) === low);
  return {
    between: registered.filter(r => r.sequence > low && r.sequence <= high),
    earlier: [
      ...registered.filter(r => r.sequence <= low).map(r => r.commit),
      ...older.map(end => end!.commit),
    ],
  };
}

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
