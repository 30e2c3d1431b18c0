import {
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { seconds: 60 },
  timeout: { seconds: 50 },
  // A catalog that starts empty needs a while to read its files. Until then every pipeline looks as if nobody declared it.
  initialDelay: { minutes: 2 },
  scope: 'global',
};

/** How discovered pipelines become entities. @internal */
export type DiscoveryOptions = {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Full entity ref. */
  defaultOwner: string;
};

/**
 * Reads `catalog.providers.pipelines`.
 *
 * @throws InputError that names the key
 * @internal
 */
export function readDiscoveryOptions(
  config: RootConfigService,
): DiscoveryOptions {
  const key = 'catalog.providers.pipelines';
  const section = config.getOptionalConfig(key);
  const schedule = section?.getOptionalConfig('schedule');
  const owner = section?.getOptionalString('defaultOwner') ?? 'unowned';
  try {
    return {
      schedule: schedule
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
        : DEFAULT_SCHEDULE,
      defaultOwner: ownerRef(owner, `${key}.defaultOwner`),
    };
  } catch (error) {
    if ((error as Error).message.startsWith(key)) throw error;
    throw new InputError(`${key}.schedule: ${(error as Error).message}`);
  }
}

function ownerRef(value: string, key: string): string {
  let ref;
  try {
    ref = parseEntityRef(value, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `${key}: must be an entity ref such as group:default/platform, got '${value}'`,
    );
  }
  return stringifyEntityRef(ref);
}
