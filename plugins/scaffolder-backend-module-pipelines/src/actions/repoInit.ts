import { pathToFileURL } from 'node:url';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { idempotencyKey } from '../api/idempotencyKey';
import {
  BareRepositories,
  type MadeRepository,
} from '../repository/BareRepositories';
import { nameProblem } from './nameProblem';
import type { ActionOptions } from './options';
import { examples } from './repoInit.examples';

/**
 * `pipelines:repo:init`: makes a bare git repository on the host of the backend, whose first commit holds the workspace.
 *
 * @internal
 */
export function createRepoInitAction(options: Pick<ActionOptions, 'config'>) {
  const { config } = options;
  return createTemplateAction({
    id: 'pipelines:repo:init',
    description:
      'Makes a git repository on the host of the portal, with the workspace as its first commit: for a portal without a forge',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z.string().describe('The name of the repository, without .git'),
        source: z =>
          z
            .string()
            .describe('A folder of the workspace. Default: all of it')
            .optional(),
        branch: z =>
          z
            .string()
            .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/)
            .describe('Default: main')
            .optional(),
        message: z =>
          z
            .string()
            .min(1)
            .max(2000)
            .describe('What the first commit says. Default: First version')
            .optional(),
      },
      output: {
        remoteUrl: z =>
          z.string().describe('Where git clones it from, a file: address'),
        path: z => z.string().describe('Its folder'),
        commit: z =>
          z
            .string()
            .describe('Id of the first commit; absent in a dry run')
            .optional(),
      },
    },
    async handler(ctx) {
      const { branch = 'main', message = 'First version', name } = ctx.input;
      if (config.repositoriesFolder === undefined) {
        throw new InputError(
          'pipelines.scaffolder.repositories.folder is not set in the config of the backend: set it, or use an action that publishes to your forge, such as publish:github',
        );
      }
      const problem = nameProblem(name, config.names);
      if (problem) throw new InputError(problem);
      const repositories = new BareRepositories(config.repositoriesFolder);
      const path = repositories.pathOf(name);
      const source = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.source ?? '.',
      );
      ctx.output('path', path);
      ctx.output('remoteUrl', pathToFileURL(path).href);
      if (ctx.isDryRun) {
        await repositories.requireFree(name);
        ctx.logger.info(`Dry run: ${path} would be made`);
        return;
      }
      const key = idempotencyKey(ctx, 'repo');
      const { commit } = await ctx.checkpoint<MadeRepository>({
        key,
        fn: () =>
          repositories.make({
            name,
            source,
            branch,
            message,
            author: authorOf(ctx.user),
            madeBy: key,
          }),
      });
      ctx.logger.info(`Made ${path} with commit ${commit}`);
      ctx.output('commit', commit);
    },
  });
}

/** Who started the task, as the catalog says. */
function authorOf(
  user:
    | {
        entity?: {
          metadata: { name: string };
          spec?: { profile?: { displayName?: string; email?: string } };
        };
      }
    | undefined,
): { name: string; email: string } {
  const { displayName, email } = user?.entity?.spec?.profile ?? {};
  const name = displayName ?? user?.entity?.metadata.name ?? 'Sluice';
  return {
    // What git itself would cut away.
    name: name.replace(/[<>\r\n]/g, ' ').trim() || 'Sluice',
    email: /^[^<>\s]+$/.test(email ?? '') ? email! : 'sluice@localhost',
  };
}
