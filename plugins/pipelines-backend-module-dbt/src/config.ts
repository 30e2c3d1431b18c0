import { resolve } from 'node:path';
import { isChildPath } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError, isError } from '@backstage/errors';
import {
  describeConfigIssue,
  readConfigList,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';
import { parseSelector } from './selection/selector';

const KEY = 'pipelines.dbt';
const ROOTS_KEY = 'pipelines.dbtArtifacts.allowedFileRoots';
const MAX_UPLOAD_KEY = 'pipelines.dbtArtifacts.maxUploadMegabytes';
const DEFAULT_MAX_UPLOAD_MEGABYTES = 128;
/** What an artifact may have to be read. */
const MOST_UPLOAD_MEGABYTES = 256;

const text = z.string().min(1);

const selector = z
  .string()
  .transform(value => value.trim())
  .superRefine((value, context) => {
    try {
      parseSelector(value);
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: `can't be read: ${isError(error) ? error.message : error}`,
      });
    }
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
  project: z
    .string()
    .regex(/^\w+$/, 'must be the name of a dbt project')
    .optional(),
  artifacts: z
    .strictObject({
      path: text.optional(),
      url: z
        .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
        .optional(),
      upload: z.boolean().optional(),
    })
    .refine(
      ({ path, url }) => (path === undefined) !== (url === undefined),
      'must have either path or url',
    )
    .refine(
      ({ upload, url }) => !upload || url === undefined,
      'can take uploads into a path, not into a url',
    ),
  selections: z.array(selector).default([]),
  intervalSeconds: z.number().min(5).default(60),
});

/** Where the artifacts of a project are. @internal */
export type ArtifactPlace =
  | {
      /** Absolute. */
      path: string;
      /** The allowed root that it is below, absolute. */
      root: string;
      /** CI hands files over, and they are kept there. */
      upload: boolean;
      url?: undefined;
    }
  | { url: string; path?: undefined };

/** One project in one environment, as configured, with defaults. @internal */
export type DbtInstance = Omit<
  z.output<typeof instanceSchema>,
  'title' | 'artifacts'
> & {
  title: string;
  artifacts: ArtifactPlace;
  /** Where it stands in the config, for messages: `pipelines.dbt[0]`. */
  configKey: string;
};

/**
 * Reads `pipelines.dbt`.
 *
 * @throws InputError that names the keys that are wrong
 * @internal
 */
export function readDbtConfig(config: Config): DbtInstance[] {
  const roots = (config.getOptionalStringArray(ROOTS_KEY) ?? []).map(root =>
    resolve(root),
  );
  return readConfigList(config, {
    key: KEY,
    title: 'dbt projects',
    read: (item, configKey) => readInstance(item, { configKey, roots }),
  });
}

/**
 * How large a file may be that CI hands over, in bytes.
 *
 * @throws InputError that names the key
 * @internal
 */
export function readMaxUploadBytes(config: Config): number {
  const megabytes =
    config.getOptionalNumber(MAX_UPLOAD_KEY) ?? DEFAULT_MAX_UPLOAD_MEGABYTES;
  if (!(megabytes > 0 && megabytes <= MOST_UPLOAD_MEGABYTES)) {
    throw new InputError(
      `${MAX_UPLOAD_KEY} is ${megabytes}, but has to be more than 0 and at most ${MOST_UPLOAD_MEGABYTES}: larger files aren't read`,
    );
  }
  return Math.floor(megabytes * 1024 * 1024);
}

function readInstance(
  item: unknown,
  { configKey, roots }: { configKey: string; roots: string[] },
): DbtInstance {
  const { data, error } = instanceSchema.safeParse(item);
  if (error) {
    throw new InputError(
      error.issues
        .map(issue => describeConfigIssue(issue, item, configKey))
        .join('; '),
    );
  }
  const { path, upload = false, url } = data.artifacts;
  return {
    ...data,
    title: data.title ?? data.name,
    artifacts:
      path === undefined
        ? { url: url! }
        : {
            ...allowedPath(resolve(path), roots, `${configKey}.artifacts.path`),
            upload,
          },
    configKey,
  };
}

function allowedPath(path: string, roots: string[], key: string) {
  const root = roots.find(each => isChildPath(each, path));
  if (root === undefined) {
    throw new InputError(
      `${key} is ${path}, which is below none of the folders in ${ROOTS_KEY} (${
        roots.join(', ') || 'there are none'
      })`,
    );
  }
  return { path, root };
}
