import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { OperationKind } from '@sluice/plugin-pipelines-common';
import {
  describeConfigIssue,
  readAuthorities,
  readConfigList,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';

const KEY = 'pipelines.kafkaConnect';

const OPERATIONS = [
  'pause-connector',
  'resume-connector',
] as const satisfies readonly OperationKind[];

const text = z.string().min(1);

const clusterSchema = z.strictObject({
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
    .transform(url => url.replace(/\/+$/, '')),
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
  operations: z.array(z.enum(OPERATIONS)).default([]),
  schedule: z
    .strictObject({
      intervalSeconds: z.number().min(5).max(86_400).default(30),
      timeoutSeconds: z.number().min(5).max(60).default(30),
    })
    .prefault({}),
});

/** One Kafka Connect cluster, as configured, with defaults. @internal */
export type ConnectCluster = Omit<
  z.output<typeof clusterSchema>,
  'title' | 'tls'
> & {
  title: string;
  tls: {
    /** PEM texts of the authorities to trust; undefined: the well-known ones. */
    ca?: string[];
    rejectUnauthorized: boolean;
  };
  /** Where it stands in the config, for messages: `pipelines.kafkaConnect[0]`. */
  configKey: string;
};

/**
 * Reads `pipelines.kafkaConnect`.
 *
 * @throws InputError that names the cluster and the keys that are wrong, all at once
 * @internal
 */
export function readConnectClusters(config: Config): ConnectCluster[] {
  return readConfigList(config, {
    key: KEY,
    title: 'Kafka Connect clusters',
    because: 'its connectors hang on the name',
    read: readCluster,
  });
}

function readCluster(item: unknown, configKey: string): ConnectCluster {
  const { data, error } = clusterSchema.safeParse(item);
  if (error) {
    const name = (item as { name?: unknown } | null)?.name;
    const whose = typeof name === 'string' ? `Kafka Connect ${name}: ` : '';
    const what = error.issues.map(issue =>
      describeConfigIssue(issue, item, configKey, { choices: 'basic, bearer' }),
    );
    throw new InputError(`${whose}${what.join('; ')}`);
  }
  const { rejectUnauthorized } = data.tls;
  return {
    ...data,
    title: data.title ?? data.name,
    tls: {
      rejectUnauthorized,
      ca: readAuthorities(
        data.tls.ca,
        `Kafka Connect ${data.name}: ${configKey}.tls.ca`,
      ),
    },
    configKey,
  };
}
