import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { OnCall } from './createOnCall';
import type { Delivery } from './createDelivery';
import type { FleetService } from './fleet';
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
  type Promotions,
  type PromotionsConfig,
} from './promotions';
import type { RegisteredDelivery } from './RegisteredDelivery';
import type { SignalPublisher } from './SignalPublisher';
import type { Slos } from './slo';

/** Joins promotions with the contexts that have what they need. @internal */
export function wirePromotions(options: {
  database: Knex;
  auth: AuthService;
  logger: LoggerService;
  /** Names, in order. */
  environments: string[];
  production: string;
  config: PromotionsConfig;
  integrations: RegisteredDelivery;
  delivery: Delivery;
  fleet: FleetService;
  lineage: LineageService;
  observations: ObservationService;
  slos: Slos;
  onCall: OnCall;
  signals: Pick<SignalPublisher, 'promotionsChanged'>;
  now: () => Date;
}): Promotions {
  const { database, delivery, fleet, integrations, onCall, signals } = options;
  const { approvals, ledger, policies, releases } = delivery;
  return createPromotions({
    ...options,
    ledger: ledger.service,
    approvals,
    delivery: integrations,
    policies: policyPort(policies),
    releases: releasePort(releases),
    members: unitMembers(fleet),
    health: memberHealth(options),
    standings: standingReader(fleet),
    downstream: downstreamReader(options),
    incidents: incidentPort(onCall.incidents),
    pager: pager({ ...options, outbox: onCall.notifications.outbox }),
    adoption: {
      levels: () => releases.baseline.levels(database),
      setLevel: (unit, level, how, tx) =>
        releases.baseline.setLevel(unit, level, how, tx),
      adopt: (adoption, tx) => releases.baseline.adopt(adoption, tx),
    },
    onChanged: ids => void signals.promotionsChanged(ids),
  });
}
