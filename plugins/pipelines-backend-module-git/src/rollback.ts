import {
  type DeployChange,
  migrationsBetween,
  type RollbackClass,
  type RollbackEffect,
} from '@sluice/plugin-pipelines-node';

/**
 * What going back costs. A pin only points; but what reads it may keep state, which the config says, and a migration that lies between the
 * two releases isn't undone by a pin.
 *
 * @internal
 */
export function rollbackClassOf(
  change: DeployChange,
  configured: 'repointable' | 'stateful',
): RollbackClass {
  return migrationsBetween(change).length > 0 ? 'irreversible' : configured;
}

/** What going back would do, as far as a pin knows. @internal */
export function rollbackEffectsOf(
  change: DeployChange,
  rollbackClass: RollbackClass,
): RollbackEffect[] {
  const migrations = migrationsBetween(change);
  const effects: RollbackEffect[] = [
    {
      subject: 'artifact',
      outcome: 'undone',
      detail: 'The pin names the other release again',
    },
    {
      subject: 'config',
      outcome: 'undone',
      detail: 'The pin holds the config of the other release again',
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
      detail: 'What runs wrote meanwhile stays; a pin knows nothing of it',
    },
    {
      subject: 'in-flight-runs',
      outcome: 'kept',
      detail: 'Runs in flight end with what their reader gave them',
    },
  ];
  if (rollbackClass === 'repointable') return effects;
  return [
    ...effects,
    {
      subject: 'offsets',
      outcome: 'you-must',
      detail:
        'Decide from where what keeps state goes on: offsets and checkpoints are not in the pin',
    },
  ];
}
