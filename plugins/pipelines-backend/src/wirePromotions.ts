import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { OnCall } from './createOnCall';
import type { Delivery } from './createDelivery';
import type { Clock } from './database/clock';
import type { FleetService } from './fleet';
import type { Lag } from './lag';
import type { LineageService } from './lineage';
import type { ObservationService } from './observations';
import {
  downstreamReader,
  standingReader,
  unitMembers,
} from './ports/fleetPorts';
import { incidentPort } from './ports/incidentPort';
import { memberHealth } from './ports/memberHealth';
import { pager } from './ports/pager';
import { policyPort } from './ports/policyPort';
import { releasePort } from './ports/releasePort';
import {
  createPromotions,
  type DownstreamReader,
  type MemberHealth,
  type Pager,
  type PolicyReader,
  type Promotions,
  type PromotionsConfig,
  type ReleaseReader,
  type StandingReader,
} from './promotions';
import type { RegisteredDelivery } from './RegisteredDelivery';
import type { SignalPublisher } from './SignalPublisher';
import type { Slos } from './slo';

type Ports = {
  policies: PolicyReader;
  releases: ReleaseReader;
  downstream: DownstreamReader;
};

/** Joins promotions with the contexts that have what they need. @internal */
export function wirePromotions(options: {
  database: Knex;
  auth: AuthService;
  logger: LoggerService;
  /** Names, in order. */
  environments: string[];
  production: string;
  config: PromotionsConfig;
  integrations: Pick<RegisteredDelivery, 'deployers' | 'deployerFor' | 'gates'>;
  delivery: Delivery;
  fleet: FleetService;
  lineage: LineageService;
  observations: ObservationService;
  lag: Pick<Lag, 'service'>;
  slos: Slos;
  onCall: {
    incidents: Pick<OnCall['incidents'], 'service'>;
    notifications: Pick<OnCall['notifications'], 'outbox'>;
  };
  signals: Pick<SignalPublisher, 'promotionsChanged'>;
  now: () => Date;
  /** What became of pipelines, and who is told: of a past, where it isn't what observations say, and nobody. */
  past?: {
    health: MemberHealth;
    pager: Pager;
    clock: Clock;
    standings: StandingReader;
    /** Answers what doesn't change from memory. */
    remember: (ports: Ports) => Ports;
  };
}): Promotions {
  const { database, delivery, fleet, integrations, onCall, past, signals } =
    options;
  const { approvals, ledger, policies, releases } = delivery;
  const ports = {
    policies: policyPort(policies),
    releases: releasePort(releases),
    downstream: downstreamReader(options),
  };
  return createPromotions({
    ...options,
    ...(past ? past.remember(ports) : ports),
    wakes: !past,
    ledger: ledger.service,
    approvals,
    delivery: integrations,
    members: unitMembers(fleet),
    health: past?.health ?? memberHealth(options),
    clock: past?.clock,
    standings: past?.standings ?? standingReader(fleet),
    incidents: incidentPort(onCall.incidents),
    pager:
      past?.pager ?? pager({ ...options, outbox: onCall.notifications.outbox }),
    adoption: {
      levels: () => releases.baseline.levels(database),
      setLevel: (unit, level, how, tx) =>
        releases.baseline.setLevel(unit, level, how, tx),
      adopt: (adoption, tx) => releases.baseline.adopt(adoption, tx),
    },
    onChanged: ids => void signals.promotionsChanged(ids),
  });
}
