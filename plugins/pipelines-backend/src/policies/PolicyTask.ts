import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { ConfigIntake } from './ConfigIntake';

const EVERY_SECONDS = 20;

/**
 * Takes in the policy of the config. It is tried again and again, since the groups that it names come with the catalog, which a new portal
 * has to read first.
 *
 * @internal
 */
export class PolicyTask {
  readonly #intake: ConfigIntake;

  constructor(options: { intake: ConfigIntake }) {
    this.#intake = options.intake;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-policies',
      frequency: { seconds: EVERY_SECONDS },
      timeout: { seconds: 60 },
      initialDelay: { seconds: 5 },
      scope: 'global',
      fn: () => this.#intake.run(),
    });
  }
}
