import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { AlertDelivery } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { FleetService } from '../fleet';
import type { LineageService } from '../lineage';
import type { Outbox } from '../notifications';
import type { ObservationService } from '../observations';
import type { Slos } from '../slo';
import { AlertEvaluator, type AlertListener } from './AlertEvaluator';
import { AlertQueries } from './AlertQueries';
import { AlertService } from './AlertService';
import { AlertStore } from './AlertStore';
import { AlertTask } from './AlertTask';
import { CauseService } from './CauseService';
import { ConditionStore } from './ConditionStore';
import { HindsightTask, type PastAlertListener } from './HindsightTask';
import { messagesOf } from './messages';

/** The context, put together. @internal */
export type Alerts = {
  service: AlertService;
  /** Makes alerts true to SLOs and sources, now. */
  evaluate(): Promise<void>;
  /** Starts to follow SLOs, sources and the clock. */
  start(scheduler: SchedulerService): Promise<void>;
};

/** What {@link createAlerts} needs. @internal */
export type CreateAlertsOptions = {
  database: Knex;
  slos: Pick<Slos, 'feed' | 'attribution'>;
  fleet: FleetService;
  observations: ObservationService;
  lineage: LineageService;
  auth: AuthService;
  logger: LoggerService;
  outbox: Outbox;
  deliveries: (subject: string) => Promise<AlertDelivery[]>;
  /** Told of each change, in its transaction. */
  listeners: AlertListener[];
  /** Told of alerts that there would have been before. */
  pastListeners: PastAlertListener[];
  /** Called last in each transaction in which alerts followed what they go by. */
  beforeCommit: (tx: Knex.Transaction) => Promise<void>;
  /** Whether all that is known was judged once. */
  isSettled: () => Promise<boolean>;
  /** Told of alerts that changed, afterwards. */
  onChanged: (alertIds: number[]) => Promise<void>;
  /** The last environment of the config. */
  production: string;
  now: () => Date;
};

/** Puts the context together. @internal */
export function createAlerts(options: CreateAlertsOptions): Alerts {
  const { database, outbox, slos } = options;
  const store = new AlertStore();
  const conditions = new ConditionStore();
  const listeners: AlertListener[] = [
    ...options.listeners,
    (change, tx) => outbox.add(messagesOf(change), tx),
  ];
  const shared = {
    ...options,
    feed: slos.feed,
    store,
    conditions,
    listeners,
  };
  const evaluator = new AlertEvaluator({
    ...shared,
    causes: new CauseService({ ...options, attribution: slos.attribution }),
  });
  const hindsight = new HindsightTask({
    ...shared,
    listeners: options.pastListeners,
  });
  const task = new AlertTask({
    ...shared,
    evaluator,
    onSettled: () => hindsight.run(),
  });
  return {
    service: new AlertService({
      ...shared,
      queries: new AlertQueries({ database }),
    }),
    evaluate: () => task.run(),
    start: scheduler => task.schedule(scheduler),
  };
}
