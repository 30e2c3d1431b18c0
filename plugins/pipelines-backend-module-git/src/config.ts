import { isAbsolute } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { describeConfigIssue } from '@sluice/plugin-pipelines-node';
import { z } from 'zod';

const KEY = 'pipelines.git.deployers';

const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
    'must be letters, digits, dots, dashes and underscores',
  );

const repositorySchema = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .refine(
        url => !URL.canParse(url) || new URL(url).username === '',
        'must not hold credentials: they have a key of their own',
      )
      .optional(),
    path: z.string().refine(isAbsolute, 'must be an absolute path').optional(),
  })
  .refine(
    ({ path, url }) => (path === undefined) !== (url === undefined),
    'must have either url or path',
  );

/** What is written can't lie outside the repository, nor in git's own folder. */
const path = z
  .string()
  .regex(
    /^[A-Za-z0-9_{][A-Za-z0-9_{}./-]*$/,
    'must be a relative path of letters, digits, ., _ and -',
  )
  .refine(
    text =>
      text
        .split('/')
        .every(part => !['', '.', '..', '.git'].includes(part.toLowerCase())),
    'must not have empty parts, ., .. or .git',
  );

const branch = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'must be the name of a branch');

const deployerSchema = z.strictObject({
  id: name,
  title: z.string().min(1).optional(),
  repository: repositorySchema,
  branch: branch.default('main'),
  units: z.array(name).min(1),
  environments: z.array(name).min(1),
  pin: path.default('pins/{environment}/{unit}.yaml'),
  content: z
    .strictObject({
      branch,
      folder: path,
      to: path.default('{environment}/{unit}'),
    })
    .optional(),
  rollbackClass: z.enum(['repointable', 'stateful']).default('repointable'),
  author: z
    .strictObject({
      // What git itself would cut away.
      name: z.string().regex(/^[^<>\r\n]+$/, 'must not hold < or >'),
      email: z.string().regex(/^[^<>\s]+$/, 'must be an address'),
    })
    .default({ name: 'Sluice', email: 'sluice@localhost' }),
  credentials: z
    .strictObject({
      username: z.string().min(1).default('x-access-token'),
      token: z.string().min(1),
    })
    .optional(),
});

/** A deployer of the config. @internal */
export type GitDeployerConfig = z.output<typeof deployerSchema>;

/**
 * Reads `pipelines.git.deployers`.
 *
 * @throws InputError that names the key whose value can't be used, and never repeats a secret
 * @internal
 */
export function readGitConfig(config: Config): GitDeployerConfig[] {
  const items = config.getOptional(KEY) ?? [];
  if (!Array.isArray(items)) throw new InputError(`${KEY} must be a list`);
  const deployers = items.map((item, i) => readDeployer(item, `${KEY}[${i}]`));
  const ids = new Set<string>();
  for (const [i, { id }] of deployers.entries()) {
    if (ids.has(id)) {
      throw new InputError(`${KEY}[${i}].id is ${id}, and so is another one`);
    }
    ids.add(id);
  }
  return deployers;
}

function readDeployer(item: unknown, key: string): GitDeployerConfig {
  const { data, error } = deployerSchema.safeParse(item);
  if (error) {
    throw new InputError(
      error.issues
        .map(issue => describeConfigIssue(issue, item, key))
        .join('; '),
    );
  }
  requirePlace(data, `${key}.pin`, data.pin);
  if (data.content) refuseContent(data, data.content, `${key}.content`);
  refuseOpenCredentials(data, key);
  return data;
}

/** Each target has a place of its own. */
function requirePlace(
  { environments, units }: GitDeployerConfig,
  key: string,
  place: string,
): void {
  for (const [word, values] of [
    ['environment', environments],
    ['unit', units],
  ] as const) {
    if (values.length > 1 && !place.includes(`{${word}}`)) {
      throw new InputError(
        `${key} must hold {${word}}: there are several, and each has one of its own`,
      );
    }
  }
  if (/\{(?!environment\}|unit\})/.test(place)) {
    throw new InputError(
      `${key} may hold {environment} and {unit}, and no other words in braces`,
    );
  }
}

function refuseContent(
  deployer: GitDeployerConfig,
  content: NonNullable<GitDeployerConfig['content']>,
  key: string,
): void {
  if (content.branch === deployer.branch) {
    throw new InputError(
      `${key}.branch is ${content.branch}, which is where pins are written: what releases are made of has to be on another one`,
    );
  }
  if (content.folder.includes('{environment}')) {
    throw new InputError(
      `${key}.folder may hold {unit} alone: a release is the same in every environment`,
    );
  }
  if (/\{(?!unit\})/.test(content.folder)) {
    throw new InputError(
      `${key}.folder may hold {unit}, and no other words in braces`,
    );
  }
  requirePlace(deployer, `${key}.to`, content.to);
  if (`${deployer.pin}/`.startsWith(`${content.to}/`)) {
    throw new InputError(
      `${key}.to holds the pin itself: what is put there takes the place of everything in it`,
    );
  }
}

/** Over plain HTTP a token can be read by whoever is on the way; on this machine nobody is. */
function refuseOpenCredentials(
  { credentials, repository }: GitDeployerConfig,
  key: string,
): void {
  if (!credentials || repository.url === undefined) return;
  const { hostname, protocol } = new URL(repository.url);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol === 'https:' || isHere) return;
  throw new InputError(
    `${key}.repository.url must begin with https: where there are credentials`,
  );
}
