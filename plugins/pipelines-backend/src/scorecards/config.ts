import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';

const KEY = 'pipelines.scorecards';

/** The keys under `pipelines.scorecards`. What is in scorecards and campaigns is checked later: a portal with a bad one starts all the same. @internal */
export type ScorecardsConfig = {
  /** Whether those that come with this package count. */
  shipped: boolean;
  /** A folder with a YAML file for each. */
  folder: string | undefined;
  /** Scorecards in the config itself. */
  definitions: JsonValue[];
  campaigns: JsonValue | undefined;
  /** Facts are read again this often. */
  everyMinutes: number;
  exemptions: {
    maxDays: number;
    /** Those of the owner are told so many days before the end. */
    remindDays: number;
    /** Entity refs of who may approve one; anybody who may vote on exemptions without. */
    approvers: string[] | undefined;
  };
};

const MAX_DAYS = 90;

/**
 * Reads `pipelines.scorecards`.
 *
 * @throws InputError that names the key and what it has to be
 * @internal
 */
export function readScorecardsConfig(
  root: RootConfigService,
): ScorecardsConfig {
  const config = root.getOptionalConfig(KEY);
  const whole = (key: string, fallback: number, min: number, max: number) => {
    const value = config?.getOptionalNumber(key) ?? fallback;
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new InputError(
        `${KEY}.${key} is ${value}, but has to be a whole number from ${min} to ${max}`,
      );
    }
    return value;
  };
  const definitions = config?.getOptional<JsonValue>('definitions') ?? [];
  if (!Array.isArray(definitions)) {
    throw new InputError(`${KEY}.definitions has to be a list of scorecards`);
  }
  const approvers = config?.getOptionalStringArray('exemptions.approvers');
  if (approvers?.length === 0) {
    throw new InputError(
      `${KEY}.exemptions.approvers is empty: name at least one, or leave the key out`,
    );
  }
  const wrong = approvers?.find(
    ref => !/^(user|group):[^/\s:]+\/[^/\s:]+$/i.test(ref),
  );
  if (wrong !== undefined) {
    throw new InputError(
      `${KEY}.exemptions.approvers names ${wrong}, but has to hold full refs, such as group:default/platform`,
    );
  }
  return {
    shipped: config?.getOptionalBoolean('shipped') ?? true,
    folder: config?.getOptionalString('folder'),
    definitions,
    campaigns: config?.getOptional<JsonValue>('campaigns'),
    everyMinutes: whole('everyMinutes', 5, 1, 1440),
    exemptions: {
      maxDays: whole('exemptions.maxDays', MAX_DAYS, 1, MAX_DAYS),
      remindDays: whole('exemptions.remindDays', 7, 0, MAX_DAYS),
      approvers: approvers?.map(ref => ref.toLocaleLowerCase('en-US')),
    },
  };
}
