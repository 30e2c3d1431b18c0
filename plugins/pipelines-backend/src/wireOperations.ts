import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Delivery } from './createDelivery';
import type { Clock } from './database/clock';
import type { FleetService } from './fleet';
import type { Lag } from './lag';
import type { LeaseTimes } from './leases';
import { createOperations, type Operations } from './operations';
import { operationApprovals } from './policies';
import type { RegisteredOperations } from './RegisteredOperations';
import type { RegisteredSources } from './RegisteredSources';
import type { SignalPublisher } from './SignalPublisher';

/** Joins operations with the contexts that have what they need. @internal */
export function wireOperations(options: {
  database: Knex;
  logger: LoggerService;
  delivery: Delivery;
  fleet: FleetService;
  lag: Pick<Lag, 'service'>;
  sources: RegisteredSources;
  operations: RegisteredOperations;
  production: string;
  signals: Pick<SignalPublisher, 'operationsChanged'>;
  times: LeaseTimes;
  /** As of the context. */
  clock?: Clock;
  wakes?: boolean;
}): Operations {
  const { delivery, fleet, lag, operations, production, signals, sources } =
    options;
  const { approvals, ledger, policies } = delivery;
  return createOperations({
    ...options,
    approvals,
    ledger: ledger.service,
    executors: {
      get list() {
        return operations.list;
      },
      find: sourceId => operations.find(sourceId),
      // Every executor is for the cluster of a source; what isn't is treated as if it were the one that matters most.
      environmentOf: sourceId =>
        sources.list.find(each => each.id === sourceId)?.environment ??
        production,
    },
    policies: {
      approvals: async question =>
        operationApprovals(await policies.service.inForce(), question),
      version: async db => (await policies.service.inForce(db)).version,
    },
    groups: {
      find: (sourceId, group) => lag.service.named(sourceId, group),
      reading: (sourceId, topic) => lag.service.readersOf(sourceId, topic),
    },
    pipelines: {
      async members(ids) {
        const records = await fleet.records(ids.slice(0, 400));
        return [...records.values()].map(record => ({
          entityRef: record.entityRef,
          type: record.type,
          tier: record.tier,
          classification: [...record.classification],
          owner: record.owner,
          domain: record.domain ?? undefined,
          unit: record.releaseUnit,
        }));
      },
    },
    onChanged: ids => void signals.operationsChanged(ids),
  });
}
