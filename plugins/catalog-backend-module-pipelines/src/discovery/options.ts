import {
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { completeOwnerRef } from '@sluice/plugin-pipelines-common';

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
      defaultOwner: completeOwnerRef(owner, `${key}.defaultOwner`),
    };
  } catch (error) {
    if ((error as Error).message.startsWith(key)) throw error;
    throw new InputError(`${key}.schedule: ${(error as Error).message}`);
  }
}
