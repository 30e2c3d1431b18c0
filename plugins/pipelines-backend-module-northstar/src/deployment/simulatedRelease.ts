import type {
  DeployableRelease,
  DeployCommand,
} from '@sluice/plugin-pipelines-node';
import type { Regression, Running } from './records';

/** What a release is called where it runs. @internal */
export const versionOf = ({ commit, label }: DeployableRelease) =>
  label ?? commit.slice(0, 7);

/**
 * A release that is made to go wrong says so in its manifests: `true`, or `"runs"` if only its runs are to show it.
 *
 * @internal
 */
export function regressionOf({ manifests }: DeployableRelease): Regression {
  const { simulatedRegression } = manifests;
  if (simulatedRegression === 'runs') return 'runs';
  return simulatedRegression === true ? 'all' : 'none';
}

/** What an environment runs once the command is carried out. @internal */
export function runningOf({ provenance, to }: DeployCommand): Running {
  return {
    releaseDigest: to.releaseDigest,
    version: versionOf(to),
    by: `promotion ${provenance.promotionId}`,
    regression: regressionOf(to),
  };
}
