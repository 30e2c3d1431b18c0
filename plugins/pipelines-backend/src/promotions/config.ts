import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { DeployTarget } from '@sluice/plugin-pipelines-node';
import type { EngineTimes } from './engine/times';

/** The keys under `pipelines.promotions`. @internal */
export type PromotionsConfig = {
  times: EngineTimes;
  /** How often targets are read back. */
  reconcileSeconds: number;
  /** Resolved, non-secret values of a unit in an environment. */
  valuesOf(target: DeployTarget): JsonObject;
};

const DEFAULTS = { pollSeconds: 30, leaseSeconds: 30, reconcileSeconds: 60 };

/**
 * Reads and checks the config.
 *
 * @throws InputError that names the key and what it has to be
 * @internal
 */
export function readPromotionsConfig(
  root: RootConfigService,
): PromotionsConfig {
  const config = root.getOptionalConfig('pipelines.promotions');
  const seconds = (key: keyof typeof DEFAULTS) => {
    const value = config?.getOptionalNumber(key) ?? DEFAULTS[key];
    if (!(value >= 1 && value <= 3600)) {
      throw new InputError(
        `pipelines.promotions.${key} is ${value}, but has to be from 1 to 3600`,
      );
    }
    return value;
  };
  const values = (config?.getOptionalConfigArray('values') ?? []).map(
    (each, i) => {
      const content = each.get('values');
      if (
        typeof content !== 'object' ||
        content === null ||
        Array.isArray(content)
      ) {
        throw new InputError(
          `pipelines.promotions.values[${i}].values has to have a value by key`,
        );
      }
      for (const [key, value] of Object.entries(content)) {
        if (!['string', 'number', 'boolean'].includes(typeof value)) {
          throw new InputError(
            `pipelines.promotions.values[${i}].values.${key} has to be a text, a number or a boolean; a secret is referred to, not written here`,
          );
        }
      }
      return {
        environment: each.getString('environment'),
        unit: each.getOptionalString('unit'),
        content: content as JsonObject,
      };
    },
  );
  return {
    times: {
      pollSeconds: seconds('pollSeconds'),
      leaseSeconds: seconds('leaseSeconds'),
    },
    reconcileSeconds: seconds('reconcileSeconds'),
    valuesOf: ({ environment, unit }) =>
      Object.assign(
        {},
        ...values
          .filter(each => each.environment === environment)
          .filter(each => each.unit === undefined || each.unit === unit)
          // What is said of one unit wins over what is said of all.
          .sort((a, b) => Number(!!a.unit) - Number(!!b.unit))
          .map(each => each.content),
      ),
  };
}
