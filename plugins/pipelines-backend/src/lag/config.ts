import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { LagDays } from './LagService';

const KEY = 'pipelines.lag';

/**
 * Reads `pipelines.lag`.
 *
 * @throws InputError that names the key and what it has to be
 * @internal
 */
export function readLagDays(root: RootConfigService): LagDays {
  const days = (key: string, fallback: number, least: number) => {
    const value = root.getOptionalNumber(`${KEY}.${key}`) ?? fallback;
    if (!Number.isInteger(value) || value < least || value > 3650) {
      throw new InputError(
        `${KEY}.${key} is ${value}, but has to be a whole number from ${least} to 3650`,
      );
    }
    return value;
  };
  return {
    // Charts of up to two days are drawn from minutes.
    minutes: days('minutesDays', 2, 2),
    hours: days('hoursDays', 400, 31),
    abandoned: days('abandonedDays', 7, 1),
  };
}
