import type {
  AuthService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { type Alerts, createAlerts } from './alerts';
import type { FleetService } from './fleet';
import {
  createAlertFollower,
  createIncidents,
  type Incidents,
  incidentsOf,
  readIncidentsConfig,
} from './incidents';
import type { Ledger } from './ledger';
import type { LineageService } from './lineage';
import {
  createNotifications,
  type Notifications,
  readNotificationsConfig,
} from './notifications';
import type { ObservationService } from './observations';
import {
  createReports,
  readMorningReportConfig,
  type Reports,
} from './reports';
import { Settlement } from './Settlement';
import type { SignalPublisher } from './SignalPublisher';
import type { Slos } from './slo';

/** What waits for longer than this is a backlog, in milliseconds. */
const BEHIND_MS = 90_000;

/** All that tells people what needs them. @internal */
export type OnCall = {
  notifications: Notifications;
  alerts: Alerts;
  incidents: Incidents;
  reports: Reports;
  /** What routes call. */
  services: {
    alerts: Alerts['service'];
    deliveries: Notifications['service'];
    incidents: Incidents['service'];
    reports: Reports['service'];
  };
  /** Whether everything that was read has been judged. */
  isCaughtUp(): Promise<boolean>;
  start(scheduler: SchedulerService): Promise<void>;
};

/**
 * Puts notifications, alerts, incidents and reports together.
 *
 * @throws InputError that names the key of the config that isn't valid
 * @internal
 */
export function createOnCall(options: {
  database: Knex;
  config: RootConfigService;
  notifications: Pick<NotificationService, 'send'>;
  slos: Slos;
  fleet: FleetService;
  observations: ObservationService;
  lineage: LineageService;
  ledger: Ledger['service'];
  auth: AuthService;
  logger: LoggerService;
  signals: Pick<SignalPublisher, 'alertsChanged' | 'incidentsChanged'>;
  /** The last environment of the config. */
  production: string;
  now: () => Date;
}): OnCall {
  const { config, observations, signals, slos } = options;
  const incidentsConfig = readIncidentsConfig(config);
  const notifications = createNotifications({
    ...options,
    config: readNotificationsConfig(config),
    baseUrl: config.getOptionalString('app.baseUrl') ?? '',
  });
  const look = async () => {
    const sources = await observations.health();
    const isRead = sources.every(source => source.lastAttemptAt !== null);
    // Something always comes in; only what waits is work left.
    const since = new Date(options.now().getTime() - BEHIND_MS);
    const [oldest] = await observations.toJudge(1);
    const isBehind = oldest && oldest.markedAt < since.toISOString();
    return isRead && !isBehind
      ? slos.feed.settled(since.toISOString())
      : undefined;
  };
  const settlement = new Settlement({ ...options, look });
  const isSettled = () => settlement.isSettled();
  const follower = createAlertFollower({
    ...options,
    config: incidentsConfig,
  });
  const shared = { ...options, outbox: notifications.outbox };
  const alerts = createAlerts({
    ...shared,
    deliveries: subject => notifications.service.of(subject),
    listeners: [follower.follow],
    pastListeners: [follower.followPast],
    beforeCommit: follower.record,
    isSettled,
    // An alert that changes may change its incident.
    onChanged: async ids => {
      await signals.alertsChanged(ids);
      await signals.incidentsChanged(await incidentsOf(options.database, ids));
    },
  });
  const incidents = createIncidents({
    ...shared,
    alerts: alerts.service,
    config: incidentsConfig,
    onChanged: ids => signals.incidentsChanged(ids),
  });
  const reports = createReports({
    ...shared,
    alerts: alerts.service,
    config: readMorningReportConfig(config),
    isSettled,
  });
  return {
    notifications,
    alerts,
    incidents,
    reports,
    services: {
      alerts: alerts.service,
      deliveries: notifications.service,
      incidents: incidents.service,
      reports: reports.service,
    },
    isCaughtUp: async () => (await look()) !== undefined,
    async start(scheduler) {
      await alerts.start(scheduler);
      await incidents.start(scheduler);
      await reports.start(scheduler);
      await notifications.start(scheduler);
    },
  };
}
