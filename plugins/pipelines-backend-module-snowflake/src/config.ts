import { existsSync } from 'node:fs';
import type { Config } from '@backstage/config';
import { InputError, isError } from '@backstage/errors';
import {
  describeConfigIssue,
  readConfigList,
} from '@sluice/plugin-pipelines-node';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import type { Limits } from './client/allowance';
import { readPrivateKey } from './privateKey';
import { readName } from './tables/identifiers';
import { readPattern, type TablePattern } from './tables/patterns';

const KEY = 'pipelines.snowflake';
/** Every host of Snowflake itself, PrivateLink and the clouds of governments too. */
const REAL_HOST = /(^|\.)snowflake(computing)?\.(com|cn|mil|app)$/;

const text = z.string().min(1);
const identifier = text.refine(
  value => tries(() => readName(value).length === 1),
  'must be one name; other characters than letters, digits, _ and $ in double quotes',
);
const timezone = text.refine(
  value => IANAZone.isValidZone(value),
  'must be an IANA time zone, such as Europe/Berlin',
);

const keyPair = z
  .strictObject({
    type: z.literal('key-pair'),
    username: text,
    privateKey: text.optional(),
    privateKeyFile: text.optional(),
    passphrase: text.optional(),
  })
  .refine(
    auth =>
      (auth.privateKey === undefined) !== (auth.privateKeyFile === undefined),
    'must have either privateKey or privateKeyFile',
  );

const emulatorPassword = z.strictObject({
  type: z.literal('emulator-password'),
  username: text,
  password: text,
});

const limits = z.strictObject({
  statementsPerSweep: z.number().int().min(1).max(1000).default(40),
  warehouseSecondsPerDay: z.number().int().min(60).max(86_400).default(10_800),
  statementTimeoutSeconds: z.number().int().min(1).max(300).default(30),
  maxRows: z.number().int().min(100).max(1_000_000).default(50_000),
});

const instanceSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
      'must be letters, digits, dots, dashes and underscores, at most 63',
    ),
  title: text.optional(),
  environment: text,
  account: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/,
      'must be the identifier of an account, such as myorg-prod',
    ),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .optional(),
  auth: z.discriminatedUnion('type', [keyPair, emulatorPassword], {
    error: 'must have the type key-pair, or for an emulator emulator-password',
  }),
  role: text.optional(),
  warehouse: text.optional(),
  database: identifier,
  queryTag: z.string().min(1).max(200).default('sluice'),
  timezone: timezone.default('UTC'),
  tables: z
    .array(
      z.strictObject({
        name: text,
        loadedAtColumn: identifier.optional(),
        timezone: timezone.optional(),
      }),
    )
    .default([]),
  loads: z.boolean().default(false),
  tasks: z.boolean().default(false),
  costs: z.boolean().default(false),
  costBackDays: z.number().int().min(0).max(365).default(30),
  intervalSeconds: z.number().int().min(60).default(600),
  limits: limits.prefault({}),
});

/** What a pattern of tables says of those that it takes. @internal */
export type ConfiguredTables = {
  pattern: TablePattern;
  /** As Snowflake stores it. */
  loadedAtColumn?: string;
  /** IANA zone of timestamps without one. */
  timezone: string;
};

/** What a login needs. @internal */
export type SnowflakeLogin = {
  account: string;
  url?: string;
  username: string;
  role?: string;
  warehouse?: string;
  /** As Snowflake stores it. */
  database: string;
  queryTag: string;
  /** Reads it again each time, since a key may be replaced. @throws InputError that names the config key */
  secret: () => { privateKey: string } | { password: string };
};

/** One account in one environment, as configured, with defaults. @internal */
export type SnowflakeInstance = {
  name: string;
  title: string;
  environment: string;
  login: SnowflakeLogin;
  /** Of timestamps without a zone. */
  timezone: string;
  tables: ConfiguredTables[];
  loads: boolean;
  tasks: boolean;
  costs: boolean;
  costBackDays: number;
  intervalSeconds: number;
  limits: Limits & { statementTimeoutSeconds: number; maxRows: number };
  /** Where it stands in the config, for messages: `pipelines.snowflake[0]`. */
  configKey: string;
};

/**
 * Reads `pipelines.snowflake`.
 *
 * @throws InputError that names the keys that are wrong, without their values
 * @internal
 */
export function readSnowflakeConfig(config: Config): SnowflakeInstance[] {
  return readConfigList(config, {
    key: KEY,
    title: 'Snowflake accounts',
    read: readInstance,
  });
}

function readInstance(item: unknown, configKey: string): SnowflakeInstance {
  const { data, error } = instanceSchema.safeParse(item);
  if (error) {
    throw new InputError(
      error.issues
        .map(issue => describeConfigIssue(issue, item, configKey))
        .join('; '),
    );
  }
  const { account, auth, queryTag, role, url, warehouse, ...rest } = data;
  const [database] = readName(data.database);
  refusePasswordOfPeople(data, configKey);
  const secret = () =>
    auth.type === 'key-pair'
      ? { privateKey: readPrivateKey(auth, `${configKey}.auth`) }
      : { password: auth.password };
  // What is wrong with a key is said at start; a file may still be on its way, and is read at each login.
  if (
    !(
      auth.type === 'key-pair' &&
      auth.privateKeyFile &&
      !existsSync(auth.privateKeyFile)
    )
  ) {
    secret();
  }
  return {
    ...rest,
    title: data.title ?? data.name,
    login: {
      account,
      ...(url && { url }),
      username: auth.username,
      ...(role && { role }),
      ...(warehouse && { warehouse }),
      database,
      queryTag,
      secret,
    },
    tables: data.tables.map((each, index) => ({
      pattern: readPatternAt(
        each.name,
        database,
        `${configKey}.tables[${index}].name`,
      ),
      loadedAtColumn: each.loadedAtColumn && readName(each.loadedAtColumn)[0],
      timezone: each.timezone ?? data.timezone,
    })),
    configKey,
  };
}

function readPatternAt(name: string, database: string, key: string) {
  try {
    return readPattern(name, database);
  } catch (error) {
    throw new InputError(`${key}: ${isError(error) ? error.message : error}`);
  }
}

/** A password is for emulators alone: a real account gets a key pair, whatever somebody writes here. */
function refusePasswordOfPeople(
  { auth, url }: z.output<typeof instanceSchema>,
  configKey: string,
): void {
  if (auth.type !== 'emulator-password') return;
  if (!url) {
    throw new InputError(
      `${configKey}.auth.type is emulator-password, which needs ${configKey}.url of an emulator: log in to a real account with key-pair`,
    );
  }
  const host = new URL(url).hostname.toLowerCase().replace(/\.$/, '');
  if (REAL_HOST.test(host)) {
    throw new InputError(
      `${configKey}.auth.type is emulator-password, but ${configKey}.url is a host of Snowflake: log in with key-pair`,
    );
  }
}

function tries(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
