import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import { type Clock, databaseClock } from '../database/clock';
import { IdempotencyStore } from '../idempotency';
import { LeasedWorker, type LeaseTimes } from '../leases';
import type { LedgerService } from '../ledger';
import type { OperationContext } from './context';
import { OperationEngine } from './OperationEngine';
import { OperationMoves } from './OperationMoves';
import { OperationPlanner } from './OperationPlanner';
import { OperationQueries } from './OperationQueries';
import { OperationService } from './OperationService';
import { DatabaseOperationStore } from './OperationStore';
import { OperationSubjects } from './OperationSubjects';
import type {
  Executors,
  GroupReader,
  OperationPolicy,
  PipelineReader,
} from './ports';

/** The context, put together. @internal */
export type Operations = {
  planner: OperationPlanner;
  service: OperationService;
  queries: OperationQueries;
  executors: Executors;
  worker: LeasedWorker;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. */
export function createOperations(options: {
  database: Knex;
  ledger: LedgerService;
  approvals: Approvals;
  logger: LoggerService;
  executors: Executors;
  policies: OperationPolicy;
  groups: GroupReader;
  pipelines: PipelineReader;
  times: LeaseTimes;
  /** Tells open pages. */
  onChanged?(ids: number[]): void;
  /** Defaults to that of the database. */
  clock?: Clock;
  /** Whether changes wake the worker; where another one carries them out, they don't. Defaults to true. */
  wakes?: boolean;
}): Operations {
  const { database, times } = options;
  const store = new DatabaseOperationStore();
  const clock = options.clock ?? databaseClock;
  const woken: { worker?: LeasedWorker } = {};
  const context: OperationContext = {
    ...options,
    clock,
    store,
    moves: new OperationMoves({ ...options, store }),
    changed(ids) {
      options.onChanged?.(ids);
      if (options.wakes ?? true) woken.worker?.wake();
    },
  };
  options.approvals.addSubjects(new OperationSubjects(context));
  const planner = new OperationPlanner(context, options);
  const worker = new LeasedWorker(
    new OperationEngine(context, { planner, ...times }),
    { ...options, clock },
  );
  woken.worker = worker;
  return {
    planner,
    service: new OperationService(context, {
      planner,
      idempotency: new IdempotencyStore(),
    }),
    queries: new OperationQueries({ database, store }),
    executors: options.executors,
    worker,
    start: scheduler => worker.start(scheduler),
  };
}
