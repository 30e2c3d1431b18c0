import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { describeConfigIssue } from '@sluice/plugin-pipelines-node';
import { z } from 'zod';

const KEY = 'pipelines.external.deployers';

const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
    'must be letters, digits, dots, dashes and underscores',
  );
const address = z.url({
  protocol: /^https?$/,
  error: 'must be an http or https address',
});
/** As long as what it signs with is. */
const secret = z.string().min(16, 'must have at least 16 characters');

const deployerSchema = z.strictObject({
  id: name,
  title: z.string().min(1).optional(),
  units: z.array(name).min(1),
  environments: z.array(name).min(1),
  webhook: z.strictObject({
    url: address,
    secret,
    timeoutSeconds: z.int().min(1).max(120).default(10),
  }),
  statusUrl: address.optional(),
  reports: z.strictObject({
    secret,
    trustedHours: z.number().positive().max(8760).default(168),
  }),
  timeoutMinutes: z.int().min(1).max(1440).default(60),
  rollbackClass: z.enum(['repointable', 'stateful']).default('stateful'),
});

/** A deployer of the config. @internal */
export type ExternalDeployerConfig = z.output<typeof deployerSchema>;

/**
 * Reads `pipelines.external.deployers`.
 *
 * @throws InputError that names the key whose value can't be used, and never repeats a secret
 * @internal
 */
export function readExternalConfig(config: Config): ExternalDeployerConfig[] {
  const items = config.getOptional(KEY) ?? [];
  if (!Array.isArray(items)) throw new InputError(`${KEY} must be a list`);
  const ids = new Set<string>();
  return items.map((item, i) => {
    const key = `${KEY}[${i}]`;
    const { data, error } = deployerSchema.safeParse(item);
    if (error) {
      throw new InputError(
        error.issues
          .map(issue => describeConfigIssue(issue, item, key))
          .join('; '),
      );
    }
    if (ids.has(data.id)) {
      throw new InputError(`${key}.id is ${data.id}, and so is another one`);
    }
    ids.add(data.id);
    if (data.webhook.secret === data.reports.secret) {
      throw new InputError(
        `${key}.reports.secret must be another one than webhook.secret: what was signed for one way is no good for the other`,
      );
    }
    return data;
  });
}
