import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { type Clock, databaseClock } from '../database/clock';
import { IdempotencyStore } from '../idempotency';
import type { LedgerService } from '../ledger';
import { DatabaseApprovalStore } from './ApprovalStore';
import { AttentionTask } from './AttentionTask';
import { CatalogPeople, type PeopleDirectory } from './CatalogPeople';
import { ConsumeService } from './ConsumeService';
import type { ApprovalContext } from './context';
import { InboxService } from './InboxService';
import { Lifecycle } from './Lifecycle';
import { Memberships } from './Memberships';
import { RequestService } from './RequestService';
import type { SubjectKind } from './SubjectKind';
import { VotingService } from './VotingService';

/** The keys under `pipelines.approvals`. @internal */
export type ApprovalsConfig = {
  pendingHours: number;
  approvedHours: number;
  remindHours: number;
  escalateHours: number;
  escalateTo: string[];
};

/** The context, put together. @internal */
export type Approvals = {
  requests: RequestService;
  voting: VotingService;
  consuming: ConsumeService;
  inbox: InboxService;
  /** Whom groups consist of. It asks the catalog, so never within a transaction. */
  people: PeopleDirectory;
  /** How long requests and approvals last where nothing else is said. In seconds. */
  ttl: { pendingTtlSeconds: number; approvedTtlSeconds: number };
  /** Brings subjects of a type; each type once. */
  addSubjects(kind: SubjectKind): void;
  /** Ends what is over, reminds and escalates, now. */
  attend(): Promise<void>;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. */
export function createApprovals(options: {
  database: Knex;
  ledger: LedgerService;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  config: ApprovalsConfig;
  notifications?: NotificationService;
  /** Is told of each request that changed, after the commit; throws nothing. */
  onChanged?: (id: number) => Promise<void>;
  /** Defaults to that of the database. */
  clock?: Clock;
  /** Defaults to the catalog. */
  directory?: PeopleDirectory;
}): Approvals {
  const { config, database, ledger, logger, notifications } = options;
  const store = new DatabaseApprovalStore(options);
  const lifecycle = new Lifecycle({ store });
  const context: ApprovalContext = {
    database,
    store,
    lifecycle,
    memberships: new Memberships(),
    directory: options.directory ?? new CatalogPeople(options),
    idempotency: new IdempotencyStore(),
    ledger,
    clock: options.clock ?? databaseClock,
  };
  const task = new AttentionTask(context, {
    ...config,
    notifications,
    logger,
  });
  return {
    requests: new RequestService(context),
    voting: new VotingService(context, { logger }),
    consuming: new ConsumeService(context),
    inbox: new InboxService(context),
    people: context.directory,
    ttl: {
      pendingTtlSeconds: config.pendingHours * 3600,
      approvedTtlSeconds: config.approvedHours * 3600,
    },
    addSubjects: kind => lifecycle.addKind(kind),
    attend: () => task.run(),
    start: scheduler => task.schedule(scheduler),
  };
}
