import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  Deployer,
  DeployTarget,
  Gate,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import { type Clock, databaseClock } from '../database/clock';
import { IdempotencyStore } from '../idempotency';
import type { LedgerService } from '../ledger';
import type { PromotionsConfig } from './config';
import type { PromotionContext } from './context';
import { Aftermath } from './engine/Aftermath';
import { AutomaticPromoter } from './engine/AutomaticPromoter';
import { DeploymentEnding } from './engine/DeploymentEnding';
import { Dispatcher } from './engine/Dispatcher';
import { Engine } from './engine/Engine';
import { Reconciler } from './engine/Reconciler';
import { StepRunner } from './engine/StepRunner';
import { Verifier } from './engine/Verifier';
import { Worker } from './engine/Worker';
import { GateService } from './gates/GateService';
import { builtInGates } from './gates/builtInGates';
import { Interventions } from './Interventions';
import { Moves } from './Moves';
import { PlanService } from './plan/PlanService';
import { RecheckService } from './plan/RecheckService';
import { Situations } from './plan/Situations';
import { ReachReader } from './plan/Reach';
import type {
  DownstreamReader,
  IncidentReader,
  MemberHealth,
  Pager,
  PolicyReader,
  ReleaseReader,
  StandingReader,
  UnitAdoption,
  UnitMembers,
} from './ports';
import { PromotionService } from './PromotionService';
import { DatabasePromotionStore } from './PromotionStore';
import { PromotionSubjects } from './PromotionSubjects';
import { PromotionQueries } from './PromotionQueries';
import { AdoptionService } from './units/AdoptionService';
import { BoardService } from './units/BoardService';
import { DeploymentHistory } from './units/DeploymentHistory';
import { HoldService } from './units/HoldService';
import { ReconcileService } from './units/ReconcileService';
import { RollbackService } from './units/RollbackService';
import { DatabaseUnitStore } from './units/UnitStore';
import { DatabaseWorkStore } from './WorkStore';

/** The context, put together. @internal */
export type Promotions = {
  context: PromotionContext;
  service: PromotionService;
  interventions: Interventions;
  rollbacks: RollbackService;
  reconcile: ReconcileService;
  queries: PromotionQueries;
  deployments: DeploymentHistory;
  board: BoardService;
  adoption: AdoptionService;
  holds: HoldService;
  gates: GateService;
  automatic: AutomaticPromoter;
  worker: Worker;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. */
export function createPromotions(options: {
  database: Knex;
  ledger: LedgerService;
  approvals: Approvals;
  logger: LoggerService;
  environments: string[];
  config: PromotionsConfig;
  delivery: {
    deployers: Deployer[];
    gates: Gate[];
    deployerFor(target: DeployTarget): Deployer | undefined;
  };
  policies: PolicyReader;
  releases: ReleaseReader;
  members: UnitMembers;
  health: MemberHealth;
  standings: StandingReader;
  downstream: DownstreamReader;
  incidents: IncidentReader;
  pager: Pager;
  adoption: UnitAdoption;
  /** Tells open pages. */
  onChanged?(promotionIds: number[]): void;
  /** Defaults to that of the database. */
  clock?: Clock;
  /** Whether changes wake the worker; where something else drives it, they don't. Defaults to true. */
  wakes?: boolean;
}): Promotions {
  const { config, delivery, ledger, logger } = options;
  const store = new DatabasePromotionStore();
  const units = new DatabaseUnitStore();
  const woken: { worker?: Worker } = {};
  const context: PromotionContext = {
    ...options,
    clock: options.clock ?? databaseClock,
    store,
    units,
    work: new DatabaseWorkStore(),
    moves: new Moves({ store, ledger }),
    deployerFor: target => delivery.deployerFor(target),
    configOf: target => config.valuesOf(target),
    changed(promotionIds) {
      options.onChanged?.(promotionIds);
      if (options.wakes ?? true) woken.worker?.wake();
    },
  };
  const gates = new GateService({
    brought: () => delivery.gates,
    builtIn: builtInGates({ ...options, store, units }),
  });
  const rollbacks = new RollbackService(context);
  const situations = new Situations(context, new ReachReader(options));
  const plans = new PlanService(context, { gates, situations, rollbacks });
  const service = new PromotionService(context, {
    plans,
    idempotency: new IdempotencyStore(),
  });
  options.approvals.addSubjects(new PromotionSubjects(context));
  const { times } = config;
  const ending = new DeploymentEnding(context);
  const worker = new Worker(context, {
    times,
    logger,
    engine: new Engine(context, {
      dispatcher: new Dispatcher(context, {
        recheck: new RecheckService(context, { gates, situations }),
        times,
      }),
      steps: new StepRunner(context, ending),
      reconciler: new Reconciler(context, ending),
      verifier: new Verifier(context),
      aftermath: new Aftermath(context, { promotions: service, rollbacks }),
    }),
  });
  woken.worker = worker;
  const automatic = new AutomaticPromoter(context, {
    promotions: service,
    adoption: options.adoption,
  });
  const reconcile = new ReconcileService(context);
  const queries = new PromotionQueries(context);
  const holds = new HoldService(context);
  options.approvals.addSubjects(holds);
  return {
    context,
    service,
    interventions: new Interventions(context),
    rollbacks,
    reconcile,
    queries,
    deployments: new DeploymentHistory(context),
    holds,
    adoption: new AdoptionService(context, {
      adoption: options.adoption,
      idempotency: new IdempotencyStore(),
    }),
    board: new BoardService(context, {
      queries,
      rollbacks,
      levels: () => options.adoption.levels(),
    }),
    gates,
    automatic,
    worker,
    async start(scheduler) {
      await worker.start(scheduler);
      await automatic.start(scheduler, { everySeconds: times.pollSeconds });
      await reconcile.start(scheduler, {
        deployers: delivery.deployers,
        everySeconds: config.reconcileSeconds,
      });
    },
  };
}
