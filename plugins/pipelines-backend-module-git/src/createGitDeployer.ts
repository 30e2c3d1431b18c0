import type { PinProbe } from '@sluice/plugin-pipelines-node';
import type { GitDeployerConfig } from './config';
import { GitDeployer } from './GitDeployer';
import { PinRepository } from './repository/PinRepository';
import { httpTransport } from './transport/httpTransport';
import { LOCAL_URL, localTransport } from './transport/localTransport';

/**
 * Puts a deployer together.
 *
 * @returns it, and what drops its copy of the repository
 * @internal
 */
export function createGitDeployer(
  config: GitDeployerConfig,
  probes: PinProbe[],
): { deployer: GitDeployer; close: () => Promise<void> } {
  const { author, branch, credentials } = config;
  const { path, url } = config.repository;
  const repository = new PinRepository({
    branch,
    author,
    url: url ?? LOCAL_URL,
    transport: signal =>
      path === undefined ? httpTransport(signal) : localTransport(path, signal),
    ...(credentials && {
      credentials: {
        username: credentials.username,
        password: credentials.token,
      },
    }),
  });
  return {
    deployer: new GitDeployer({ config, repository, probes }),
    close: () => repository.close(),
  };
}
