import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AlertListener, AlertService, PastAlertListener } from '../alerts';
import type { FleetService } from '../fleet';
import type { Ledger } from '../ledger';
import type { Outbox } from '../notifications';
import { AlertFollower } from './AlertFollower';
import type { IncidentsConfig } from './config';
import { IncidentQueries } from './IncidentQueries';
import { IncidentService } from './IncidentService';
import { IncidentStore } from './IncidentStore';
import { IncidentViews } from './IncidentViews';
import { IncidentTask } from './IncidentTask';
import { IncidentWebhook } from './IncidentWebhook';

/** The context, put together. @internal */
export type Incidents = {
  service: IncidentService;
  webhook: IncidentWebhook;
  /** Closes those that recovered, now. */
  closeRecovered(): Promise<number[]>;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Makes incidents follow alerts; to be handed to the alerts before they are put together. @internal */
export function createAlertFollower(options: {
  config: IncidentsConfig;
  ledger: Ledger['service'];
}): {
  follow: AlertListener;
  followPast: PastAlertListener;
  /** Called last in each transaction in which alerts changed. */
  record: (tx: Knex.Transaction) => Promise<void>;
} {
  const follower = new AlertFollower({
    store: new IncidentStore(),
    ledger: options.ledger,
    recoverySeconds: options.config.recoverySeconds,
  });
  return {
    async follow(change, tx) {
      await follower.follow(change, tx);
    },
    followPast: (past, tx) => follower.followPast(past, tx),
    record: tx => follower.record(tx),
  };
}

/** Ids of the incidents that these alerts are part of. @internal */
export async function incidentsOf(
  database: Knex,
  alertIds: number[],
): Promise<number[]> {
  const found = await new IncidentStore().incidentsOf(alertIds, database);
  return [...new Set(found.values())];
}

/** Puts the context together. @internal */
export function createIncidents(options: {
  database: Knex;
  fleet: FleetService;
  alerts: AlertService;
  outbox: Pick<Outbox, 'add'>;
  ledger: Ledger['service'];
  config: IncidentsConfig;
  onChanged: (incidentIds: number[]) => Promise<void>;
  now: () => Date;
}): Incidents {
  const { config, database } = options;
  const store = new IncidentStore();
  const queries = new IncidentQueries({ database });
  const service = new IncidentService({
    ...options,
    store,
    queries,
    views: new IncidentViews({ ...options, store, queries }),
  });
  const webhook = new IncidentWebhook({
    ...options,
    store,
    service,
    webhooks: config.webhooks,
  });
  const task = new IncidentTask({ service, webhook });
  return {
    service,
    webhook,
    closeRecovered: () => service.closeRecovered(),
    start: scheduler => task.schedule(scheduler),
  };
}
