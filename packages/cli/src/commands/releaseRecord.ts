import type { Command } from 'commander';
import { readInstant } from '../readInstant';
import {
  addCallOptions,
  type CallOptions,
  commandAction,
  type CommandContext,
  readId,
} from './context';

type RecordOptions = CallOptions & {
  release: number;
  environment: string;
  at?: string;
  runUrl?: string;
  dryRun?: boolean;
};

/** Says what existing CI deployed. @public */
export function addReleaseRecord(release: Command, context: CommandContext) {
  const command = release
    .command('record')
    .description('say that a release was put somewhere by other means')
    .requiredOption('--release <id>', 'the id of the release', readId)
    .requiredOption('--environment <environment>', 'where it was put')
    .option('--at <time>', 'when, in ISO 8601 (default: now)')
    .option('--run-url <url>', 'the job that did it (default: what CI says)')
    .option('--dry-run', 'show what would be sent, and send nothing');
  addCallOptions(command);
  command.action(
    commandAction<RecordOptions>(context, async ({ options, portal }) => {
      const { dryRun, environment, release: releaseId } = options;
      const { env, now } = context.surroundings;
      const deployedAt =
        options.at === undefined
          ? new Date(now()).toISOString()
          : readInstant('--at', options.at);
      const runUrl = options.runUrl ?? runUrlOf(env);
      const body = {
        releaseId,
        environment,
        deployedAt,
        ...(runUrl && { runUrl }),
      };
      if (dryRun) {
        return {
          json: { dryRun: true, body },
          lines: [
            'Would record this, and sends nothing:',
            JSON.stringify(body, undefined, 2),
          ],
        };
      }
      const { data } = await portal().client.POST('/releases/record', { body });
      return {
        json: { release: data },
        lines: [
          `Release ${data!.sequence} of ${
            data!.unit
          } is recorded in ${environment}`,
        ],
      };
    }),
  );
}

/** The page of the job, as GitHub and GitLab tell it. */
function runUrlOf(
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_SERVER_URL } = env;
  if (GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID) {
    return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  }
  return env.CI_JOB_URL;
}
