import type { MemberRun } from '../ports';

/**
 * The runs that say something about a release: those that ran it, and those of which nobody can tell what they ran. One that was made before
 * the deployment and starts after it may well run what was there before: it is neither for nor against.
 *
 * @param runs - since the deployment
 * @param told - of versions that runs say they ran, whether they are of the release, see `Deployer.recogniseVersions`
 * @internal
 */
export function runsOfRelease(
  runs: MemberRun[],
  told: ReadonlyMap<string, boolean>,
): MemberRun[] {
  return runs.filter(
    ({ version }) => version === undefined || told.get(version) !== false,
  );
}

/** Each version once. @internal */
export function versionsOf(runs: MemberRun[]): string[] {
  return [...new Set(runs.flatMap(({ version }) => version ?? []))];
}
