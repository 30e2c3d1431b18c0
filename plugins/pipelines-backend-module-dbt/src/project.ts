import { DbtArtifactError } from './artifacts/errors';
import type { Manifest } from './artifacts/manifest';

/**
 * The name of a project, by its manifest or by the config.
 *
 * @throws DbtArtifactError if neither says it, or they don't agree
 * @internal
 */
export function projectOf(
  manifest: Manifest,
  options: { project?: string; configKey: string; where: string },
): string {
  const { project, configKey, where } = options;
  const said = manifest.projectName;
  if (said && project && said !== project) {
    throw new DbtArtifactError(
      `${where} is of the project ${said}, but ${configKey}.project is ${project}`,
    );
  }
  const name = said ?? project;
  if (!name) {
    throw new DbtArtifactError(
      `${where} doesn't say which project it is of, as of an old dbt: set ${configKey}.project`,
    );
  }
  return name;
}
