import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ALERT_URGENCIES,
  type AlertUrgency,
  completeOwnerRef,
} from '@sluice/plugin-pipelines-common';
import { timeOfDay } from '../slo';
import { type QuietHours, type Weekday, WEEKDAYS } from './quietHours';
import type { WebhookChannelConfig } from './WebhookChannel';

const KEY = 'pipelines.notifications';
const DEFAULT_TIMEOUT_SECONDS = 10;
/** A run of the delivery task has to get on with the others. */
const LONGEST_TIMEOUT_SECONDS = 30;
const SHORTEST_SECRET = 16;

/** What the config says of whom is told when, and how. @internal */
export type NotificationsConfig = {
  quietHours: QuietHours[];
  webhooks: WebhookChannelConfig[];
};

/**
 * Reads `pipelines.notifications`.
 *
 * @throws InputError that names the key and what it has to be
 * @internal
 */
export function readNotificationsConfig(
  root: RootConfigService,
): NotificationsConfig {
  const hours = root.getOptionalConfigArray(`${KEY}.quietHours`) ?? [];
  const webhooks = root.getOptionalConfigArray(`${KEY}.webhooks`) ?? [];
  const read = webhooks.map((item, i) =>
    readWebhook(item, `${KEY}.webhooks[${i}]`),
  );
  const names = read.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new InputError(`${KEY}.webhooks names ${twice} twice`);
  return {
    quietHours: hours.map((item, i) =>
      readQuietHours(item, `${KEY}.quietHours[${i}]`),
    ),
    webhooks: read,
  };
}

function readQuietHours(item: Config, key: string): QuietHours {
  const groups = item
    .getStringArray('groups')
    .map((ref, i) => completeOwnerRef(ref, `${key}.groups[${i}]`));
  if (groups.length === 0) {
    throw new InputError(`${key}.groups is empty: name at least one`);
  }
  const days = item.getOptionalStringArray('days') ?? [...WEEKDAYS];
  const unknown = days.find(day => !WEEKDAYS.includes(day as Weekday));
  if (unknown !== undefined || days.length === 0) {
    throw new InputError(
      `${key}.days ${
        unknown === undefined ? 'is empty' : `names ${JSON.stringify(unknown)}`
      }: use ${WEEKDAYS.join(', ')}`,
    );
  }
  return {
    groups,
    timezone: readTimezone(item, `${key}.timezone`),
    from: readTime(item, 'from', key),
    to: readTime(item, 'to', key),
    days: days as Weekday[],
  };
}

/**
 * Reads an IANA time zone.
 *
 * @param key - its whole path; the last part is the key in `item`
 * @throws InputError that names the key
 * @internal
 */
export function readTimezone(item: Config, key: string): string {
  const timezone = item.getString('timezone');
  try {
    Intl.DateTimeFormat('en-US', { timeZone: timezone });
  } catch {
    throw new InputError(
      `${key} is ${JSON.stringify(
        timezone,
      )}, which is no time zone of the IANA list: use one such as Europe/Berlin`,
    );
  }
  return timezone;
}

/** Reads a time of day. @throws InputError that names the key @internal */
export function readTime(item: Config, name: string, key: string): string {
  const time = item.getString(name);
  try {
    timeOfDay(time);
  } catch {
    throw new InputError(
      `${key}.${name} is ${JSON.stringify(
        time,
      )}, but has to be a time of day from 00:00 to 23:59`,
    );
  }
  return time;
}

function readWebhook(item: Config, key: string): WebhookChannelConfig {
  const name = item.getString('name');
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) {
    throw new InputError(
      `${key}.name is ${JSON.stringify(
        name,
      )}, but has to be of 1 to 63 lower-case letters, digits and dashes`,
    );
  }
  const url = item.getString('url');
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new InputError(`${key}.url has to be an http or https address`);
  }
  const secret = item.getOptionalString('secret');
  if (secret !== undefined && secret.length < SHORTEST_SECRET) {
    throw new InputError(
      `${key}.secret has to have at least ${SHORTEST_SECRET} characters`,
    );
  }
  const urgencies = item.getOptionalStringArray('urgencies') ?? ['urgent'];
  const unknown = urgencies.find(
    each => !ALERT_URGENCIES.includes(each as AlertUrgency),
  );
  if (unknown !== undefined) {
    throw new InputError(
      `${key}.urgencies names ${JSON.stringify(
        unknown,
      )}: use ${ALERT_URGENCIES.join(', ')}`,
    );
  }
  const timeoutSeconds =
    item.getOptionalNumber('timeoutSeconds') ?? DEFAULT_TIMEOUT_SECONDS;
  if (!(timeoutSeconds > 0 && timeoutSeconds <= LONGEST_TIMEOUT_SECONDS)) {
    throw new InputError(
      `${key}.timeoutSeconds is ${timeoutSeconds}, but has to be more than 0 and at most ${LONGEST_TIMEOUT_SECONDS}`,
    );
  }
  return {
    name,
    url,
    routingKey: item.getOptionalString('routingKey'),
    secret,
    urgencies: urgencies as AlertUrgency[],
    timeoutSeconds,
  };
}
