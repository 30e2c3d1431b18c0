/** What a group committed in one partition at one moment. @public */
export type Commit = {
  /** When, in milliseconds since 1970, as the broker's clock says. */
  at: number;
  /** The offset that is read next. */
  offset: number;
};

/**
 * So many commits of a partition are kept, as Burrow keeps them: its verdicts rest on ten.
 *
 * @public
 */
export const COMMITS_KEPT = 10;

/** Commits that follow one another within less count as one. */
const MIN_DISTANCE_MS = 1000;

/**
 * Adds a commit to those that are kept of a partition: the last {@link COMMITS_KEPT}, at least a second apart. A consumer that commits after
 * each message would else fill them within milliseconds, and any pause would look as if it had stopped.
 *
 * One that comes sooner takes the place of the one before and keeps that one's time, so that a consumer that never pauses gets on (Burrow's
 * `min-distance`, `core/internal/storage/inmemory.go`). Unlike there, one that goes back is always kept, and stays, and none is older than the one before:
 * coordinators that take over from one another may have clocks that differ.
 *
 * @param kept - oldest first; isn't changed
 * @returns at most {@link COMMITS_KEPT}, oldest first; times never descend
 * @public
 */
export function addCommit<C extends Commit>(
  kept: readonly C[],
  commit: C,
): C[] {
  const last = kept.at(-1);
  if (!last) return [commit];
  const at = Math.max(last.at, commit.at);
  const goesBack = commit.offset < last.offset;
  const wentBack = last.offset < (kept.at(-2)?.offset ?? -Infinity);
  if (at - last.at < MIN_DISTANCE_MS && !goesBack && !wentBack) {
    return [...kept.slice(0, -1), { ...commit, at: last.at }];
  }
  return [...kept, { ...commit, at }].slice(-COMMITS_KEPT);
}
