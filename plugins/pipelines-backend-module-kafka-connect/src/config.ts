import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { describeConfigIssue } from '@sluice/plugin-pipelines-node';
import { z } from 'zod';

const KEY = 'pipelines.kafkaConnect';

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
  const items = config.getOptional(KEY) ?? [];
  if (!Array.isArray(items)) {
    throw new InputError(`${KEY} must be a list of Kafka Connect clusters`);
  }
  const clusters = items.map((item, index) =>
    readCluster(item, `${KEY}[${index}]`),
  );
  const names = clusters.map(each => each.name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) {
    throw new InputError(
      `${KEY}[${twice}].name is ${names[twice]}, and so is that of another one: its connectors hang on the name, so it has to be unique`,
    );
  }
  return clusters;
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
      ca:
        data.tls.ca === undefined
          ? undefined
          : [
              ...rootCertificates,
              readPem(
                data.tls.ca,
                `Kafka Connect ${data.name}: ${configKey}.tls.ca`,
              ),
            ],
    },
    configKey,
  };
}

function readPem(path: string, where: string): string {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `${where} can't be read: ${
        (error as Error).message
      }. It has to be the path of a PEM file`,
    );
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new InputError(`${where}: ${path} holds no PEM certificate`);
  }
  return pem;
}
