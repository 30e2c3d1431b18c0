import type { RootConfigService } from '@backstage/backend-plugin-api';

/**
 * Names of the calendars that SLOs may refer to, in `pipelines.calendars`.
 *
 * The list belongs to the pipelines backend, which checks it and may run elsewhere: where this config has none, nothing
 * is known about them.
 *
 * @internal
 */
export function readCalendarNames(
  config: RootConfigService,
): string[] | undefined {
  return config
    .getOptionalConfigArray('pipelines.calendars')
    ?.map(calendar => calendar.getString('name'));
}
