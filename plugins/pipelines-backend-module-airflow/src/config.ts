import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  describeConfigIssue,
  readAuthorities,
  readConfigList,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';

const KEY = 'pipelines.airflow';

const text = z.string().min(1);

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform(url => url.replace(/\/+$/, ''));

const regularExpression = text.transform((pattern, context) => {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `is no regular expression: ${(error as Error).message}`,
    });
    return z.NEVER;
  }
});

const authSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('basic'),
    username: text,
    password: text,
  }),
  z.strictObject({ type: z.literal('bearer'), token: text }),
  z.strictObject({
    type: z.literal('token'),
    username: text,
    password: text,
    path: z
      .string()
      .startsWith('/', 'must begin with a slash')
      .default('/auth/token'),
  }),
]);

const instanceSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
      'must be letters, digits, dots, dashes and underscores, at most 63',
    ),
  title: text.optional(),
  environment: text,
  url: httpUrl.refine(
    url => !/\/api\/v\d+$/.test(url),
    'must be the base of the API: leave out /api/v1 or /api/v2',
  ),
  uiUrl: httpUrl.optional(),
  auth: authSchema,
  schedule: z
    .strictObject({
      intervalSeconds: z.number().min(5).default(30),
      timeoutSeconds: z.number().min(5).max(60).default(55),
    })
    .prefault({}),
  tls: z
    .strictObject({
      ca: text.optional(),
      rejectUnauthorized: z.boolean().optional(),
    })
    .default({}),
  dags: z
    .strictObject({
      include: regularExpression.optional(),
      exclude: regularExpression.optional(),
    })
    .default({}),
  pins: z
    .array(
      z.strictObject({
        unit: z
          .string()
          .regex(
            /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
            'must be the name of a release unit',
          ),
        bundle: text.optional(),
      }),
    )
    .default([]),
  historyDays: z.number().positive().max(3650).default(30),
});

/** How to log in to an Airflow. @internal */
export type AirflowAuth = z.output<typeof authSchema>;

/**
 * One Airflow, as configured, with defaults.
 *
 * @internal
 */
export type AirflowInstance = Omit<
  z.output<typeof instanceSchema>,
  'title' | 'uiUrl' | 'tls'
> & {
  title: string;
  uiUrl: string;
  tls: {
    /** PEM texts of the authorities to trust; undefined: the well-known ones. */
    ca?: string[];
    rejectUnauthorized: boolean;
  };
  /** Where it stands in the config, for messages: `pipelines.airflow[0]`. */
  configKey: string;
};

/**
 * Reads `pipelines.airflow`.
 *
 * @throws InputError that names the keys that are wrong, all at once
 * @internal
 */
export function readAirflowConfig(config: Config): AirflowInstance[] {
  const instances = readConfigList(config, {
    key: KEY,
    title: 'Airflow instances',
    read: readInstance,
  });
  for (const { configKey, pins } of instances) refuseSameUnit(pins, configKey);
  return instances;
}

function readInstance(item: unknown, configKey: string): AirflowInstance {
  const { data, error } = instanceSchema.safeParse(item);
  if (error) {
    throw new InputError(
      error.issues
        .map(issue =>
          describeConfigIssue(issue, item, configKey, {
            choices: 'basic, bearer, token',
          }),
        )
        .join('; '),
    );
  }
  return {
    ...data,
    title: data.title ?? data.name,
    uiUrl: data.uiUrl ?? data.url,
    tls: {
      ca: readAuthorities(data.tls.ca, `${configKey}.tls.ca`),
      rejectUnauthorized: data.tls.rejectUnauthorized ?? true,
    },
    configKey,
  };
}

function refuseSameUnit(pins: AirflowInstance['pins'], key: string): void {
  const units = pins.map(({ unit }) => unit);
  const twice = units.findIndex((unit, i) => units.indexOf(unit) !== i);
  if (twice < 0) return;
  throw new InputError(
    `${key}.pins[${twice}].unit is ${units[twice]}, and so is that of another one: a unit is read in one way`,
  );
}
