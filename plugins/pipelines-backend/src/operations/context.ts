import { NotFoundError } from '@backstage/errors';
import type { OperationExecutor } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import type { Clock } from '../database/clock';
import type { LedgerService } from '../ledger';
import type { OperationMoves } from './OperationMoves';
import type { OperationStore } from './OperationStore';
import type { Executors, OperationPolicy } from './ports';

/** What the services of this context share. @internal */
export type OperationContext = {
  database: Knex;
  clock: Clock;
  ledger: LedgerService;
  approvals: Approvals;
  store: OperationStore;
  moves: OperationMoves;
  executors: Executors;
  policies: OperationPolicy;
  /** Tells open pages, and workers, that these changed. */
  changed(ids: number[]): void;
};

/** What operations call themselves where no person acts. @internal */
export const ENGINE = 'system:operations';

/**
 * What carries out an operation of a kind on a cluster.
 *
 * @throws NotFoundError that says what to switch on
 * @internal
 */
export function executorFor(
  executors: Executors,
  sourceId: string,
  kind: OperationExecutor['kinds'][number],
): OperationExecutor {
  const executor = executors.find(sourceId);
  if (!executor) {
    throw new NotFoundError(
      `Operations are not switched on for ${sourceId}: see docs/operations-on-kafka.md`,
    );
  }
  if (!executor.kinds.includes(kind)) {
    throw new NotFoundError(
      `${kind} is not switched on for ${sourceId}: see docs/operations-on-kafka.md`,
    );
  }
  return executor;
}
