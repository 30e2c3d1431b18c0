import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { FleetRefresher } from './FleetRefresher';

/** Time alone makes a run late and a source stale: looks after both, and takes in changes that a crash left behind. @internal */
export class RefreshTask {
  readonly #refresher: FleetRefresher;
  readonly #announceSources: () => Promise<void>;

  constructor(options: {
    refresher: FleetRefresher;
    announceSources: () => Promise<void>;
  }) {
    this.#refresher = options.refresher;
    this.#announceSources = options.announceSources;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-refresh',
      frequency: { minutes: 1 },
      timeout: { seconds: 55 },
      initialDelay: { seconds: 20 },
      scope: 'global',
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    await this.#announceSources();
    await this.#refresher.takeInChanges();
    await this.#refresher.recheck();
  }
}
