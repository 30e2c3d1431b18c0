import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { SloKind } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import type { FleetService } from '../fleet';
import type { Ledger } from '../ledger';
import type { LineageService } from '../lineage';
import type {
  DatasetService,
  ObservationService,
  ReadingService,
} from '../observations';
import { AttributionService } from './AttributionService';
import { BudgetHistory } from './BudgetHistory';
import type { NamedCalendar } from './calendars';
import { CompletionReader } from './CompletionReader';
import { DeadlineForecasts } from './DeadlineForecasts';
import { DecisionApprovals } from './DecisionApprovals';
import { DecisionService } from './DecisionService';
import { DecisionStore } from './DecisionStore';
import type { SloDefaults } from './defaults';
import { definitionsOf } from './definitionsOf';
import { type DayOfForecasts, forecastAccuracy } from './forecastAccuracy';
import { ForecastStore } from './ForecastStore';
import { HourStore } from './HourStore';
import { Loosenings } from './Loosenings';
import { PromiseHistory } from './PromiseHistory';
import { SloDefinitionsTask } from './SloDefinitionsTask';
import { SloEvaluator } from './SloEvaluator';
import { type ReadEntityFile, SloPatchService } from './SloPatchService';
import { SloPreviewService } from './SloPreviewService';
import { SloQueries } from './SloQueries';
import { judgedSince, SloRetentionTask } from './SloRetentionTask';
import { SloService } from './SloService';
import type { SloRecord } from './sloRecords';
import { DatabaseSloStore } from './SloStore';
import { SloTask } from './SloTask';
import { StandingFeed } from './StandingFeed';
import { StandingService } from './StandingService';
import { CountStrategy } from './strategies/CountStrategy';
import { OccurrenceStrategy } from './strategies/OccurrenceStrategy';
import type { SloStrategy } from './strategies/SloStrategy';
import { StreamReader } from './strategies/StreamReader';
import { TimesliceStrategy } from './strategies/TimesliceStrategy';
import { DatabaseVerdictStore } from './VerdictStore';
import { wantedFreshness } from './wantedFreshness';
import { wantedSchedules, wantedTasks } from './wantedTasks';

/** The context, put together. @internal */
export type Slos = {
  service: SloService;
  preview: SloPreviewService;
  patch: SloPatchService;
  attribution: AttributionService;
  decisions: DecisionService;
  /** Those of some entities that are in force. @param entityRefs - at most 400 */
  ofEntities(entityRefs: string[]): Promise<SloRecord[]>;
  /** What was left of budgets. */
  budgets: BudgetHistory;
  /** How promises changed. */
  history: PromiseHistory;
  /** What alerts go by. */
  feed: StandingFeed;
  /** How good the forecasts of what was due in [from, to) were. */
  forecastAccuracy(period: {
    from: string;
    to: string;
  }): Promise<DayOfForecasts>;
  /** Judges what changed and what became due, now. */
  evaluate(): Promise<void>;
  /** Judges an SLO again from a time on, for data that came late. */
  reevaluate(sloId: number, from: string): Promise<void>;
  /** Asks for the approval of decisions that an older version has left open, now. */
  takeOverDecisions(): Promise<void>;
  /** Takes in what the catalog says, now. */
  readDefinitions(): Promise<void>;
  /** Starts to follow the catalog, observations and the clock. */
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. @internal */
export function createSlos(options: {
  database: Knex;
  observations: ObservationService;
  readings: ReadingService;
  datasets: DatasetService;
  fleet: FleetService;
  lineage: LineageService;
  approvals: Approvals;
  ledger: Ledger['service'];
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  /** The environment of SLOs that name none: the last of the config. */
  environment: string;
  calendars: Map<string, NamedCalendar>;
  defaults: SloDefaults[];
  /** So many days before it is first seen a promise is judged, in hindsight. */
  backDays: number;
  /** So many days verdicts, and runs, are kept. */
  verdictsDays: number;
  runsDays: number;
  /** Called with the entities whose SLOs look different now. */
  onChanged: (entityRefs: string[]) => Promise<void>;
  readEntityFile: ReadEntityFile;
  now: () => Date;
}): Slos {
  const { calendars, database, datasets, fleet, now, observations } = options;
  const store = new DatabaseSloStore();
  const verdicts = new DatabaseVerdictStore();
  const decisions = new DecisionStore({ database });
  const standing = new StandingService({
    store,
    verdicts,
    fleet,
    decisions: (sloId, tx) => decisions.of(sloId, tx),
    onChanged: options.onChanged,
    now,
  });
  const forecasts = new ForecastStore();
  const hours = new HourStore();
  const judging = {
    ...options,
    store,
    verdicts,
    decisions: (sloId: number) => decisions.of(sloId),
    judgedSince: () => judgedSince({ ...options, now: now() }),
  };
  const completions = new CompletionReader(options);
  const occurrences = new OccurrenceStrategy({
    ...judging,
    completions,
    forecasts: new DeadlineForecasts({
      ...judging,
      forecasts,
    }),
    calendars,
  });
  const counts = new CountStrategy(judging);
  const strategies: Record<SloKind, SloStrategy> = {
    deadline: occurrences,
    duration: occurrences,
    success: occurrences,
    freshness: new TimesliceStrategy({
      ...judging,
      hours,
      streams: new StreamReader(options),
    }),
    completeness: counts,
    correctness: counts,
  };
  const evaluator = new SloEvaluator({
    ...options,
    store,
    standing,
    strategies,
    pipelineRefs: ids => fleet.refs(ids),
  });
  const task = new SloTask({ observations, datasets, evaluator });
  const queries = new SloQueries({ database });
  const retention = new SloRetentionTask({
    ...options,
    store,
    verdicts,
    hours,
    forecasts,
  });
  const reevaluate = (sloId: number, from: string) =>
    evaluator.reevaluate(sloId, from);
  const decisionApprovals = new DecisionApprovals({
    ...options,
    decisions,
    queries,
    reevaluate,
  });
  const loosenings = new Loosenings({
    decisions,
    approvals: decisionApprovals,
  });
  const definitions = new SloDefinitionsTask({
    ...options,
    store,
    pipelines: () => fleet.facts(),
    pipelineCount: () => fleet.size(),
    definitions: definitionsOf(options),
    onRead: async () => {
      await observations.wantTasks(await wantedTasks({ ...options, store }));
      await observations.wantSchedules(
        await wantedSchedules({ ...options, store }),
      );
      await observations.wantFreshness(
        await wantedFreshness({ ...options, store }),
      );
    },
    onChanged: ids => evaluator.definitionsChanged(ids),
    onLoosened: loosened => loosenings.prepare(loosened),
    onRemoved: (refs, tx) => standing.tellFleet(refs, tx),
  });
  options.approvals.addSubjects(decisionApprovals);
  return {
    service: new SloService({
      database,
      store,
      queries,
      verdicts,
      fleet,
      calendars,
      now,
    }),
    preview: new SloPreviewService({ ...options, completions, strategies }),
    patch: new SloPatchService(options),
    attribution: new AttributionService({ ...options, queries, verdicts }),
    decisions: new DecisionService({
      database,
      decisions,
      approvals: decisionApprovals,
      queries,
      reevaluate,
      now,
    }),
    ofEntities: entityRefs => store.ofEntities(entityRefs, database),
    budgets: new BudgetHistory({ database, store, verdicts }),
    history: new PromiseHistory({ database }),
    feed: new StandingFeed({ database, now }),
    forecastAccuracy: period => forecastAccuracy(database, period),
    evaluate: () => task.run(),
    reevaluate,
    takeOverDecisions: () => decisionApprovals.takeOver(),
    readDefinitions: () => definitions.run(),
    async start(scheduler) {
      await definitions.schedule(scheduler);
      await task.schedule(scheduler);
      await retention.schedule(scheduler);
      await decisionApprovals.takeOver();
    },
  };
}
