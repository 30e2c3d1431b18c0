import { resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { describeConfigIssue } from '@sluice/plugin-pipelines-node';
import { z } from 'zod';

const KEY = 'pipelines.scaffolder';
const RESERVED = [
  'all',
  'default',
  'new',
  'none',
  'pipelines',
  'test',
  'unknown',
];

/** How what templates make is called. @internal */
export type NamingConvention = {
  /** Matches a name as a whole. */
  pattern: RegExp;
  /** The pattern in words. */
  description: string;
  maxLength: number;
  /** In lower case. */
  reserved: ReadonlySet<string>;
};

/** What the actions keep to; config.d.ts says what the keys mean. @internal */
export type ScaffolderConfig = {
  names: NamingConvention;
  /** An absolute path; undefined where repositories aren't made here. */
  repositoriesFolder: string | undefined;
  /** Where people open the portal, without a slash at the end. */
  portalUrl: string;
};

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

const schema = z.strictObject({
  names: z
    .strictObject({
      pattern: z
        .string()
        .refine(isPattern, 'must be a regular expression')
        .optional(),
      description: z.string().min(1).optional(),
      maxLength: z.int().min(1).max(63).default(63),
      reserved: z
        .array(
          z.string().regex(/^[a-z0-9._-]+$/, 'must be a name in lower case'),
        )
        .default([]),
    })
    .refine(
      ({ description, pattern }) =>
        (pattern === undefined) === (description === undefined),
      'must have both pattern and description, or neither',
    )
    .prefault({}),
  repositories: z.strictObject({ folder: z.string().min(1) }).optional(),
});

/**
 * Reads `pipelines.scaffolder`, and what it needs beside it.
 *
 * @throws InputError that names the key whose value can't be used
 * @internal
 */
export function readScaffolderConfig(config: Config): ScaffolderConfig {
  const root = config.getOptional(KEY) ?? {};
  const { data, error } = schema.safeParse(root);
  if (error) {
    throw new InputError(
      error.issues
        .map(issue => describeConfigIssue(issue, root, KEY))
        .join('; '),
    );
  }
  const { names, repositories } = data;
  const environments = (
    config.getOptionalConfigArray('pipelines.environments') ?? []
  ).map(each => each.getString('name'));
  return {
    names: {
      pattern: new RegExp(
        `^(?:${names.pattern ?? '[a-z][a-z0-9]*(?:-[a-z0-9]+)*'})$`,
      ),
      description:
        names.description ??
        'lower-case words of letters and digits, joined by dashes, beginning with a letter',
      maxLength: names.maxLength,
      reserved: new Set([...RESERVED, ...environments, ...names.reserved]),
    },
    repositoriesFolder: repositories && resolve(repositories.folder),
    portalUrl: config.getString('app.baseUrl').replace(/\/+$/, ''),
  };
}
