import { resolve } from 'node:path';
import type { RootConfigService } from '@backstage/backend-plugin-api';

/**
 * Where `pipelines:repo:init` makes repositories: `pipelines.scaffolder.repositories.folder`.
 *
 * @returns an absolute path; undefined where repositories aren't made on this host
 * @throws Error that names the key if it is no text
 * @internal
 */
export function readRepositoriesFolder(
  config: RootConfigService,
): string | undefined {
  const folder = config.getOptionalString(
    'pipelines.scaffolder.repositories.folder',
  );
  return folder === undefined ? undefined : resolve(folder);
}
