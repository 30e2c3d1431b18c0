import type { RootConfigService } from '@backstage/backend-plugin-api';
import { completeOwnerRef } from '@sluice/plugin-pipelines-common';
import { readTime, readTimezone } from '../notifications';

const KEY = 'pipelines.reports.morning';

/** When the morning report is made, and for whom. @internal */
export type MorningReportConfig = {
  /** Local time, `HH:mm`. */
  time: string;
  /** IANA. */
  timezone: string;
  /** Entity refs. */
  recipients: string[];
};

/**
 * Reads `pipelines.reports.morning`.
 *
 * @returns undefined where the key isn't there: then no report is made
 * @throws InputError that names the key and what it has to be
 * @internal
 */
export function readMorningReportConfig(
  root: RootConfigService,
): MorningReportConfig | undefined {
  const item = root.getOptionalConfig(KEY);
  if (!item) return undefined;
  return {
    time: readTime(item, 'time', KEY),
    timezone: readTimezone(item, `${KEY}.timezone`),
    recipients: (item.getOptionalStringArray('recipients') ?? []).map(
      (ref, i) => completeOwnerRef(ref, `${KEY}.recipients[${i}]`),
    ),
  };
}
