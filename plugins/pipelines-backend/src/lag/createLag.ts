import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { BatchPart, ObservationService } from '../observations';
import { LagReads } from './LagReads';
import { LagRecorder, type OnLagRead } from './LagRecorder';
import { LagRetentionTask } from './LagRetentionTask';
import { type LagDays, LagService } from './LagService';
import { LagStore } from './LagStore';
import { TopicService } from './topics/TopicService';
import { TopicStore } from './topics/TopicStore';

/** The context, put together. @internal */
export type Lag = {
  service: LagService;
  topics: TopicService;
  /** Starts to roll up and to delete. */
  start(scheduler: SchedulerService): Promise<void>;
};

/** What takes lag in as batches are written: it has to be there before observations are. @internal */
export function createLagRecorder(
  options: { onRead?: OnLagRead } = {},
): BatchPart {
  return new LagRecorder({
    ...options,
    store: new LagStore(),
    topics: new TopicStore(),
  });
}

/** Puts the context together. @internal */
export function createLag(options: {
  database: Knex;
  observations: Pick<ObservationService, 'externalPipelines'>;
  days: LagDays;
  logger: LoggerService;
  now: () => Date;
}): Lag {
  const store = new LagStore();
  return {
    service: new LagService({ ...options, reads: new LagReads() }),
    topics: new TopicService({ ...options, store: new TopicStore() }),
    start: scheduler =>
      new LagRetentionTask({ ...options, store }).schedule(scheduler),
  };
}
