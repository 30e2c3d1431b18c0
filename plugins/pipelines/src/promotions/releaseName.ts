import type { ReleaseRef } from '@sluice/plugin-pipelines-common';

/** So many digits of a commit tell it from others. */
const SHORT = 7;

/**
 * A release as people call it: `2.41.0`, or by its number in the unit and its commit, `#14 (88f1c2a)`.
 *
 * @internal
 */
export function releaseName(
  release: Pick<ReleaseRef, 'label' | 'sequence' | 'commit'>,
): string {
  return (
    release.label ?? `#${release.sequence} (${release.commit.slice(0, SHORT)})`
  );
}
