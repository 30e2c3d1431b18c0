import type { PinCommit, PinState } from './pinState';

/**
 * Whether a version that a reader names is of what is pinned now. One that follows the branch names commits, and any commit will do in which
 * the pin is the same; one that follows the pin names the commit of the release.
 *
 * @returns undefined for what can't be told
 * @internal
 */
export function pinVersions(
  state: PinState,
  branch: Array<Pick<PinCommit, 'oid' | 'blob'>>,
): (version: string) => boolean | undefined {
  const commits = new Map(branch.map(each => [each.oid, each.blob]));
  return version => {
    if (commits.has(version)) return commits.get(version) === state.blob;
    return version === state.pin?.commit ? true : undefined;
  };
}
