import {
  type DeployChange,
  type DeployPlan,
  migrationsBetween,
  type RollbackClass,
} from '@sluice/plugin-pipelines-node';
import type { ExternalDeployerConfig } from './config';

/** The name of the one step. @internal */
export const HAND_OVER = 'hand-over';

/**
 * How a job outside carries out a change: in one step, of which nobody here sees the inside.
 *
 * @internal
 */
export function planOf(
  change: DeployChange,
  config: Pick<ExternalDeployerConfig, 'rollbackClass' | 'timeoutMinutes'>,
): DeployPlan {
  const migrations = migrationsBetween(change);
  const rollbackClass: RollbackClass =
    migrations.length > 0 ? 'irreversible' : config.rollbackClass;
  return {
    steps: [
      {
        name: HAND_OVER,
        title: 'Tell the job that the release may go, and wait for its report',
        timeoutSeconds: config.timeoutMinutes * 60,
      },
    ],
    rollbackClass,
    rollbackEffects: [
      {
        subject: 'artifact',
        outcome: 'undone',
        detail: 'The job is told to deploy the other release',
      },
      {
        subject: 'config',
        outcome: 'undone',
        detail: 'The job is given the config of the other release',
      },
      migrations.length > 0
        ? {
            subject: 'ddl',
            outcome: 'you-must',
            detail: `Undo by hand what these migrations did: ${migrations.join(
              ', ',
            )}`,
          }
        : {
            subject: 'ddl',
            outcome: 'kept',
            detail: 'No migration lies between the two releases',
          },
      {
        subject: 'rows',
        outcome: 'kept',
        detail: 'What runs wrote meanwhile stays, as far as is known here',
      },
      {
        subject: 'in-flight-runs',
        outcome: 'you-must',
        detail: 'Look at what runs: only the job knows what it does with it',
      },
      ...(rollbackClass === 'repointable'
        ? []
        : [
            {
              subject: 'offsets' as const,
              outcome: 'you-must' as const,
              detail:
                'Decide from where what keeps state goes on: offsets and checkpoints are not in a release',
            },
          ]),
    ],
  };
}
