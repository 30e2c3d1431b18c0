import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { type Approvals, createApprovals } from './approvals';
import type { PipelinesConfig } from './config';
import type { Clock } from './database/clock';
import type { FleetService } from './fleet';
import { createLedger, type Ledger } from './ledger';
import { createPolicies, type Policies } from './policies';
import { createReleases, type Releases } from './releases';
import type { SignalPublisher } from './SignalPublisher';

/** What delivery rests on: the record, decisions of people, the policy, releases. @internal */
export type Delivery = {
  ledger: Ledger;
  approvals: Approvals;
  policies: Policies;
  releases: Releases;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the contexts of delivery together. @internal */
export function createDelivery(options: {
  database: Knex;
  fleet: FleetService;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  /** Without it nobody is reminded. */
  notifications?: NotificationService;
  environments: string[];
  signals: Pick<SignalPublisher, 'approvalsChanged'>;
  /** What policies may name. */
  gates: () => string[];
  config: Pick<
    PipelinesConfig,
    'ledger' | 'approvals' | 'releases' | 'policies' | 'calendars'
  >;
  /** Defaults to that of the database. */
  clock?: Clock;
  now?: () => Date;
}): Delivery {
  const { config } = options;
  const ledger = createLedger({ ...options, config: config.ledger });
  const approvals = createApprovals({
    ...options,
    ledger: ledger.service,
    config: config.approvals,
    onChanged: id => options.signals.approvalsChanged([id]),
  });
  const policies = createPolicies({
    ...options,
    approvals,
    ledger: ledger.service,
    config: config.policies,
    calendars: config.calendars,
  });
  const releases = createReleases({
    ...options,
    ledger: ledger.service,
    config: config.releases,
  });
  return {
    ledger,
    approvals,
    policies,
    releases,
    async start(scheduler) {
      await ledger.start(scheduler);
      await approvals.start(scheduler);
      await policies.start(scheduler);
    },
  };
}
