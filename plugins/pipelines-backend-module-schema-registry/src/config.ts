import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  describeConfigIssue,
  readAuthorities,
  readConfigList,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';

const KEY = 'pipelines.schemaRegistries';

const text = z.string().min(1);

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

const registrySchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
      'must be letters, digits, dots, dashes and underscores, at most 63',
    ),
  title: text.optional(),
  environment: text,
  clusters: z.array(text).min(1).optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .transform(url => url.replace(/\/+$/, ''))
    .refine(
      url => !/\/subjects$/.test(url),
      'must be the base of the API: leave out /subjects',
    ),
  auth: z
    .discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('basic'),
        username: text,
        password: text,
      }),
      z.strictObject({ type: z.literal('bearer'), token: text }),
    ])
    .optional(),
  tls: z
    .strictObject({
      ca: text.optional(),
      rejectUnauthorized: z.boolean().default(true),
    })
    .prefault({}),
  product: z.enum(['confluent', 'apicurio']).optional(),
  subjects: z
    .strictObject({
      include: regularExpression.optional(),
      exclude: regularExpression.optional(),
      strategy: z.enum(['topic', 'topic-record', 'record']).default('topic'),
      topics: z.record(z.string(), z.array(text).min(1)).default({}),
    })
    .prefault({}),
  schedule: z
    .strictObject({
      intervalSeconds: z.number().min(10).max(86_400).default(120),
      timeoutSeconds: z.number().min(5).max(60).default(55),
    })
    .prefault({}),
});

/** One schema registry, as configured, with defaults. @internal */
export type SchemaRegistry = Omit<
  z.output<typeof registrySchema>,
  'title' | 'tls' | 'product'
> & {
  title: string;
  product: 'confluent' | 'apicurio';
  tls: {
    /** PEM texts of the authorities to trust; undefined: the well-known ones. */
    ca?: string[];
    rejectUnauthorized: boolean;
  };
  /** Where it stands in the config, for messages: `pipelines.schemaRegistries[0]`. */
  configKey: string;
};

/**
 * Reads `pipelines.schemaRegistries`.
 *
 * @throws InputError that names the registry and the keys that are wrong, all at once
 * @internal
 */
export function readSchemaRegistries(config: Config): SchemaRegistry[] {
  return readConfigList(config, {
    key: KEY,
    title: 'schema registries',
    because: 'what is known of its versions hangs on the name',
    read: readRegistry,
  });
}

function readRegistry(item: unknown, configKey: string): SchemaRegistry {
  const { data, error } = registrySchema.safeParse(item);
  if (error) {
    const name = (item as { name?: unknown } | null)?.name;
    const whose = typeof name === 'string' ? `Schema registry ${name}: ` : '';
    const what = error.issues.map(issue =>
      describeConfigIssue(issue, item, configKey, { choices: 'basic, bearer' }),
    );
    throw new InputError(`${whose}${what.join('; ')}`);
  }
  const { rejectUnauthorized } = data.tls;
  return {
    ...data,
    title: data.title ?? data.name,
    product:
      data.product ??
      (data.url.includes('/apis/ccompat/') ? 'apicurio' : 'confluent'),
    tls: {
      rejectUnauthorized,
      ca: readAuthorities(
        data.tls.ca,
        `Schema registry ${data.name}: ${configKey}.tls.ca`,
      ),
    },
    configKey,
  };
}
