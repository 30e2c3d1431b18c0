import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { IncidentService } from './IncidentService';
import type { IncidentWebhook } from './IncidentWebhook';

/** Closes incidents that recovered, and forgets old requests. @internal */
export class IncidentTask {
  readonly #service: IncidentService;
  readonly #webhook: IncidentWebhook;

  constructor(options: { service: IncidentService; webhook: IncidentWebhook }) {
    this.#service = options.service;
    this.#webhook = options.webhook;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-incidents',
      frequency: { minutes: 1 },
      timeout: { seconds: 55 },
      initialDelay: { seconds: 40 },
      scope: 'global',
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    await this.#service.closeRecovered();
    await this.#webhook.prune();
  }
}
