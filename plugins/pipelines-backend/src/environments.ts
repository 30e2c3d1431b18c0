import { InputError } from '@backstage/errors';
import type { Environment } from '@sluice/plugin-pipelines-common';
import type { RunSource } from '@sluice/plugin-pipelines-node';

/**
 * The ordered list of environments: as configured, or else those of the sources.
 *
 * @throws InputError if a source is of an environment that isn't in the list
 * @internal
 */
export function resolveEnvironments(
  configured: Environment[] | undefined,
  sources: RunSource[],
): Environment[] {
  if (!configured) {
    return [...new Set(sources.map(s => s.environment))].map(name => ({
      name,
      title: name,
    }));
  }
  const names = configured.map(e => e.name);
  const stray = sources.find(s => !names.includes(s.environment));
  if (stray) {
    throw new InputError(
      `Source ${stray.id} is of the environment ${
        stray.environment
      }, which pipelines.environments does not list (it has ${names.join(
        ', ',
      )}): add it there, or correct the source`,
    );
  }
  return configured;
}
