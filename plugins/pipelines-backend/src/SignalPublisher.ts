import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  PIPELINES_SIGNAL_CHANNEL,
  type PipelinesSignal,
} from '@sluice/plugin-pipelines-common';
import { errorText } from './observations';

/** More ids than this are left out: pages then refetch what they show. */
const MAX_IDS = 100;

/** Tells open pages what changed. They live without it, so a failure is only logged. @internal */
export class SignalPublisher {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  async runsChanged(entityRefs: string[]): Promise<void> {
    await this.#publish({ topic: 'runs', ids: entityRefs });
  }

  async sourcesChanged(sourceIds: string[]): Promise<void> {
    await this.#publish({ topic: 'sources', ids: sourceIds });
  }

  async alertsChanged(alertIds: number[]): Promise<void> {
    await this.#publish({ topic: 'alerts', ids: alertIds.map(String) });
  }

  async incidentsChanged(incidentIds: number[]): Promise<void> {
    if (incidentIds.length === 0) return;
    await this.#publish({ topic: 'incidents', ids: incidentIds.map(String) });
  }

  async approvalsChanged(approvalIds: number[]): Promise<void> {
    await this.#publish({ topic: 'approvals', ids: approvalIds.map(String) });
  }

  /** Empty for what no promotion did: a hold, or a change behind our back. */
  async promotionsChanged(promotionIds: number[]): Promise<void> {
    await this.#publish({ topic: 'promotions', ids: promotionIds.map(String) });
  }

  async operationsChanged(operationIds: number[]): Promise<void> {
    await this.#publish({ topic: 'operations', ids: operationIds.map(String) });
  }

  async slosChanged(entityRefs: string[]): Promise<void> {
    await this.#publish({ topic: 'slos', ids: entityRefs });
  }

  async scorecardsChanged(entityRefs: string[]): Promise<void> {
    await this.#publish({ topic: 'scorecards', ids: entityRefs });
  }

  async #publish({ topic, ids }: PipelinesSignal): Promise<void> {
    try {
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: PIPELINES_SIGNAL_CHANNEL,
        message: { topic, ids: ids.length > MAX_IDS ? [] : ids },
      });
    } catch (error) {
      this.#logger.warn(`Open pages could not be told: ${errorText(error)}`);
    }
  }
}
