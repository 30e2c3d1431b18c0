import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { WebhookConfig } from './IncidentWebhook';

const KEY = 'pipelines.incidents';
const DEFAULT_RECOVERY_SECONDS = 600;
const DEFAULT_TOLERANCE_SECONDS = 300;
/** A shorter secret could be found by trying. */
const SHORTEST_SECRET = 16;

/** What the config says of incidents. @internal */
export type IncidentsConfig = {
  /** An incident closes so long after its last alert was resolved. */
  recoverySeconds: number;
  webhooks: WebhookConfig[];
};

/**
 * Reads `pipelines.incidents`.
 *
 * @throws InputError that names the key and what it has to be
 * @internal
 */
export function readIncidentsConfig(root: RootConfigService): IncidentsConfig {
  const list = root.getOptionalConfigArray(`${KEY}.webhooks`) ?? [];
  const webhooks = list.map((item, i): WebhookConfig => {
    const key = `${KEY}.webhooks[${i}]`;
    const name = item.getString('name');
    if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) {
      throw new InputError(
        `${key}.name is ${JSON.stringify(
          name,
        )}, but has to be of 1 to 63 lower-case letters, digits and dashes`,
      );
    }
    const secret = item.getString('secret');
    if (secret.length < SHORTEST_SECRET) {
      throw new InputError(
        `${key}.secret has to have at least ${SHORTEST_SECRET} characters`,
      );
    }
    return {
      name,
      secret,
      toleranceSeconds: whole(
        item.getOptionalNumber('toleranceSeconds') ?? DEFAULT_TOLERANCE_SECONDS,
        `${key}.toleranceSeconds`,
        { from: 10, to: 3600 },
      ),
    };
  });
  const names = webhooks.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new InputError(`${KEY}.webhooks names ${twice} twice`);
  return {
    recoverySeconds: whole(
      root.getOptionalNumber(`${KEY}.recoverySeconds`) ??
        DEFAULT_RECOVERY_SECONDS,
      `${KEY}.recoverySeconds`,
      { from: 0, to: 86_400 },
    ),
    webhooks,
  };
}

function whole(
  value: number,
  key: string,
  { from, to }: { from: number; to: number },
): number {
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new InputError(
      `${key} is ${value}, but has to be a whole number from ${from} to ${to}`,
    );
  }
  return value;
}
