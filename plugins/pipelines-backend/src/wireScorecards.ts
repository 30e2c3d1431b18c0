import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { PipelinesConfig } from './config';
import type { Delivery } from './createDelivery';
import type { OnCall } from './createOnCall';
import type { Docs } from './docs';
import type { FleetService } from './fleet';
import type { Lag } from './lag';
import type { ReadingService } from './observations';
import { catalogFacts } from './ports/facts/catalogFacts';
import { deliveryFacts } from './ports/facts/deliveryFacts';
import { runFacts } from './ports/facts/runFacts';
import { schemaFacts } from './ports/facts/schemaFacts';
import { sloFacts } from './ports/facts/sloFacts';
import { streamFacts } from './ports/facts/streamFacts';
import { exemptionPolicy } from './ports/exemptionPolicy';
import { monthReader } from './ports/monthReader';
import type { Promotions } from './promotions';
import type { RegisteredFacts } from './RegisteredFacts';
import type { SchemaService } from './schemas';
import { createScorecards, type Scorecards } from './scorecards';
import type { SignalPublisher } from './SignalPublisher';
import type { Slos } from './slo';

/** Joins scorecards with the contexts that know something about pipelines. @internal */
export function wireScorecards(options: {
  database: Knex;
  logger: LoggerService;
  config: PipelinesConfig;
  facts: RegisteredFacts;
  fleet: FleetService;
  readings: ReadingService;
  lag: Pick<Lag, 'service' | 'topics'>;
  schemas: Pick<SchemaService, 'subjects'>;
  docs: Docs;
  delivery: Delivery;
  slos: Slos;
  onCall: OnCall;
  promotions: Promotions;
  production: string;
  signals: Pick<SignalPublisher, 'scorecardsChanged'>;
  now: () => Date;
}): Scorecards {
  const { config, delivery, docs, facts, lag, onCall, signals } = options;
  const { approvals, ledger, releases } = delivery;
  facts.addFactProvider(
    catalogFacts({ ...options, docs: docs.docs, people: approvals.people }),
    sloFacts(options),
    runFacts(options),
    streamFacts({ ...options, lag: lag.service, topics: lag.topics }),
    schemaFacts({ ...options, lag: lag.service }),
    deliveryFacts({ ...options, releases }),
  );
  return createScorecards({
    ...options,
    approvals,
    ledger: ledger.service,
    outbox: onCall.notifications.outbox,
    config: config.scorecards,
    policy: exemptionPolicy({ ...options, policies: delivery.policies }),
    month: monthReader({ ...options, incidents: onCall.incidents.service }),
    isCaughtUp: () => onCall.isCaughtUp(),
    onMoved: refs => signals.scorecardsChanged(refs),
  });
}
