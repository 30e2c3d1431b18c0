import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const KEY = 'pipelines.northstar';

/** What the config says about the simulator. @internal */
export type NorthstarConfig = {
  seed: string;
  historyDays: number;
  tickSeconds: number;
  /** Where people stage outages; undefined: nowhere. */
  outagesDir?: string;
  /** Where the state of deployments is kept; undefined: nothing is deployed. */
  deployments?: { dir: string; stepSeconds: number };
};

function wholeNumber(
  config: RootConfigService,
  key: string,
  range: { from: number; to: number; otherwise: number },
): number {
  const value = config.getOptionalNumber(`${KEY}.${key}`) ?? range.otherwise;
  if (!Number.isInteger(value) || value < range.from || value > range.to) {
    throw new InputError(
      `${KEY}.${key} has to be a whole number from ${range.from} to ${range.to}, it is ${value}`,
    );
  }
  return value;
}

/**
 * Reads the config of the simulator.
 *
 * @returns undefined unless it is switched on
 * @throws InputError that names the key whose value can't be used
 * @internal
 */
export function readNorthstarConfig(
  config: RootConfigService,
): NorthstarConfig | undefined {
  if (!config.getOptionalBoolean(`${KEY}.enabled`)) return undefined;
  const outagesDir = config.getOptionalString(`${KEY}.outagesDir`);
  const deploymentsDir = config.getOptionalString(`${KEY}.deployments.dir`);
  return {
    seed: config.getOptionalString(`${KEY}.seed`) ?? 'northstar',
    historyDays: wholeNumber(config, 'historyDays', {
      from: 1,
      to: 365,
      otherwise: 90,
    }),
    tickSeconds: wholeNumber(config, 'tickSeconds', {
      from: 5,
      to: 3_600,
      otherwise: 15,
    }),
    ...(outagesDir && { outagesDir }),
    ...(deploymentsDir && {
      deployments: {
        dir: deploymentsDir,
        stepSeconds: wholeNumber(config, 'deployments.stepSeconds', {
          from: 0,
          to: 600,
          otherwise: 3,
        }),
      },
    }),
  };
}
