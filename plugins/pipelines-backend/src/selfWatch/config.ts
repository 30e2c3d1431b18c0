import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/**
 * Who runs the portal: the key `pipelines.operators`.
 *
 * @throws InputError that names the key if it isn't full refs
 * @internal
 */
export function readOperators(root: RootConfigService): string[] {
  const operators = root.getOptionalStringArray('pipelines.operators') ?? [];
  const wrong = operators.findIndex(
    ref => !/^(user|group):[^/\s]+\/[^/\s]+$/.test(ref),
  );
  if (wrong >= 0) {
    throw new InputError(
      `pipelines.operators[${wrong}] is ${JSON.stringify(
        operators[wrong],
      )}, but has to be the full ref of a group or user, such as group:default/platform`,
    );
  }
  return operators;
}
