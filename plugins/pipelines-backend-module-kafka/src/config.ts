import { rootCertificates } from 'node:tls';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { OperationKind } from '@sluice/plugin-pipelines-common';
import {
  describeConfigIssue,
  readConfigList,
  readPem,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';

const KEY = 'pipelines.kafka';

/** What can be switched on. */
const OPERATIONS = [
  'reset-offsets',
  'replay-dead-letters',
] as const satisfies readonly OperationKind[];

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

const filter = z
  .strictObject({
    include: regularExpression.optional(),
    exclude: regularExpression.optional(),
  })
  .default({});

const deadLetterPattern = text
  .max(249)
  .refine(
    pattern => !/<(?!(topic|group)>)/.test(pattern),
    'may hold <topic>, <group> and *, such as <topic>.dlq',
  )
  .refine(
    pattern =>
      new Set(pattern.match(/<\w+>/g)).size ===
      (pattern.match(/<\w+>/g) ?? []).length,
    'names <topic> or <group> twice',
  )
  .refine(
    pattern => /[^*<>]/.test(pattern.replace(/<\w+>/g, '')),
    'fits every topic',
  );

const broker = text.transform((address, context) => {
  // Also an IPv6 address in brackets.
  const match = /^(\[[^\]]+\]|[^\s:/]+):(\d{1,5})$/.exec(address);
  const port = Number(match?.[2]);
  if (!match || port < 1 || port > 65535) {
    context.addIssue({
      code: 'custom',
      message: 'must be host:port, such as kafka.example.com:9092',
    });
    return z.NEVER;
  }
  return { host: match[1].replace(/^\[|\]$/g, ''), port };
});

const saslSchema = z.discriminatedUnion('mechanism', [
  z.strictObject({
    mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']),
    username: text,
    password: text,
  }),
  z
    .strictObject({
      mechanism: z.literal('OAUTHBEARER'),
      token: text.optional(),
      tokenUrl: z
        .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
        .optional(),
      clientId: text.optional(),
      clientSecret: text.optional(),
      scope: text.optional(),
    })
    .refine(
      ({ clientId, clientSecret, token, tokenUrl }) =>
        token
          ? !tokenUrl && !clientId && !clientSecret
          : tokenUrl && clientId && clientSecret,
      'must have either token, or tokenUrl, clientId and clientSecret',
    ),
  z.strictObject({ mechanism: z.literal('AWS_MSK_IAM'), region: text }),
]);

const tlsSchema = z.strictObject({
  ca: text.optional(),
  cert: text.optional(),
  key: text.optional(),
  rejectUnauthorized: z.boolean().default(true),
});

const clusterSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
      'must be letters, digits, dots, dashes and underscores, at most 63',
    ),
  title: text.optional(),
  environment: text,
  bootstrap: z.array(broker).min(1, 'must name at least one broker'),
  clientId: text.max(250).default('sluice'),
  tls: z.union([z.boolean(), tlsSchema]).default(false),
  sasl: saslSchema.optional(),
  groups: filter,
  topics: z
    .strictObject({
      include: regularExpression.optional(),
      exclude: regularExpression.optional(),
      transactional: regularExpression.optional(),
      deadLetters: z
        .array(deadLetterPattern)
        .default(['<topic>.dlq', '<topic>.dlt', 'error.<topic>.<group>']),
    })
    .prefault({}),
  commits: z.strictObject({ tail: z.boolean().default(false) }).prefault({}),
  discover: z.boolean().default(false),
  operations: z.array(z.enum(OPERATIONS)).default([]),
  schedule: z
    .strictObject({
      intervalSeconds: z.number().min(5).max(3600).default(15),
      timeoutSeconds: z.number().min(5).max(60).default(30),
      anchorsSeconds: z.number().min(30).max(86_400).default(300),
      quietSeconds: z.number().min(5).max(3600).default(60),
    })
    .prefault({}),
  requestsPerSecond: z.number().min(1).max(10_000).default(100),
});

/** How to log in to a cluster. @internal */
export type KafkaSasl = z.output<typeof saslSchema>;

/** TLS, with files read. @internal */
export type KafkaTls = {
  /** PEM texts of the authorities to trust; undefined: the well-known ones. */
  ca?: string[];
  /** PEM texts of a client certificate and its key. */
  cert?: string;
  key?: string;
  rejectUnauthorized: boolean;
};

/** One cluster, as configured, with defaults. @internal */
export type KafkaCluster = Omit<
  z.output<typeof clusterSchema>,
  'title' | 'tls'
> & {
  title: string;
  /** Undefined: no TLS. */
  tls: KafkaTls | undefined;
  /** Where it stands in the config, for messages: `pipelines.kafka[0]`. */
  configKey: string;
};

/**
 * Reads `pipelines.kafka`.
 *
 * @throws InputError that names the cluster and the keys that are wrong, all at once
 * @internal
 */
export function readKafkaConfig(config: Config): KafkaCluster[] {
  return readConfigList(config, {
    key: KEY,
    title: 'Kafka clusters',
    read: readCluster,
  });
}

function readCluster(item: unknown, configKey: string): KafkaCluster {
  const { data, error } = clusterSchema.safeParse(item);
  if (error) {
    const name = (item as { name?: unknown } | null)?.name;
    throw new InputError(
      `${
        typeof name === 'string' ? `Kafka cluster ${name}: ` : ''
      }${error.issues
        .map(issue =>
          describeConfigIssue(issue, item, configKey, {
            choices:
              'PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER, AWS_MSK_IAM',
          }),
        )
        .join('; ')}`,
    );
  }
  if (data.sasl?.mechanism === 'AWS_MSK_IAM' && !data.tls) {
    throw new InputError(
      `Kafka cluster ${data.name}: ${configKey}.tls must be on: AWS_MSK_IAM works over TLS alone`,
    );
  }
  return {
    ...data,
    title: data.title ?? data.name,
    tls: readTls(data, configKey),
    configKey,
  };
}

function readTls(
  { name, tls }: z.output<typeof clusterSchema>,
  configKey: string,
): KafkaTls | undefined {
  if (tls === false) return undefined;
  if (tls === true) return { rejectUnauthorized: true };
  const pem = (key: 'ca' | 'cert' | 'key', label: string) => {
    const path = tls[key];
    if (path === undefined) return undefined;
    return readPem(path, `Kafka cluster ${name}: ${configKey}.tls.${key}`, {
      marker: label,
      words: `${label}-----`,
    });
  };
  if ((tls.cert === undefined) !== (tls.key === undefined)) {
    throw new InputError(
      `Kafka cluster ${name}: ${configKey}.tls must have both cert and key, or none of them`,
    );
  }
  const ca = pem('ca', '-----BEGIN CERTIFICATE');
  return {
    ca: ca ? [...rootCertificates, ca] : undefined,
    cert: pem('cert', '-----BEGIN CERTIFICATE'),
    key: pem('key', '-----BEGIN '),
    rejectUnauthorized: tls.rejectUnauthorized,
  };
}
