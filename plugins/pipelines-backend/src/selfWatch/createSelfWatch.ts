import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Knex } from 'knex';
import { databaseClock } from '../database/clock';
import type { Ledger } from '../ledger';
import type { Notifications } from '../notifications';
import type { ObservationService } from '../observations';
import { engineStanding, type Pager } from '../promotions';
import { offerMetrics } from './metrics';
import { SelfWatchTask } from './SelfWatchTask';
import type { SelfStanding } from './troubles';

/** The context, put together. @internal */
export type SelfWatch = {
  /** Looks now, and tells what has to be told. */
  look(): Promise<void>;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together, and offers the metrics. @internal */
export function createSelfWatch(options: {
  database: Knex;
  metrics: MetricsService;
  ledger: Pick<Ledger, 'standing'>;
  observations: Pick<ObservationService, 'health'>;
  deliveries: Pick<Notifications['service'], 'of'>;
  pager: Pager;
  operators: string[];
  logger: LoggerService;
  now: () => Date;
}): SelfWatch {
  const { database, deliveries, ledger, observations } = options;
  const read = async (): Promise<SelfStanding> => {
    const at = await databaseClock.now(database);
    const { lastVerification } = await ledger.standing();
    const sources = await observations.health();
    return {
      at,
      engine: await engineStanding(at, database),
      ledger: lastVerification && {
        ...lastVerification,
        findings: lastVerification.findings.map(each => each.message),
      },
      sources: sources.map(({ health, id, title }) => ({
        id,
        title,
        isBlind: !health.readable && health.status !== 'pending',
      })),
    };
  };
  offerMetrics({ ...options, read });
  const task = new SelfWatchTask({
    ...options,
    read,
    isTold: async key => (await deliveries.of(key)).length > 0,
  });
  return {
    look: () => task.run(),
    start: scheduler => task.schedule(scheduler),
  };
}
