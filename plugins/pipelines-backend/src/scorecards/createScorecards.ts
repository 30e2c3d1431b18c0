import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  FactDefinition,
  FactProvider,
  PastFacts,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import type { FleetService } from '../fleet';
import { IdempotencyStore } from '../idempotency';
import type { Ledger } from '../ledger';
import type { Outbox } from '../notifications';
import { CampaignService } from './CampaignService';
import type { ScorecardsConfig } from './config';
import { DatabaseDayStore } from './DayStore';
import { DemoExemptions } from './DemoExemptions';
import { ExemptionReminders } from './ExemptionReminders';
import { ExemptionQueries } from './ExemptionQueries';
import { ExemptionService } from './ExemptionService';
import { DatabaseExemptionStore } from './ExemptionStore';
import { ExemptionSubjects } from './ExemptionSubjects';
import { type ExemptionPolicy, exemptionTerms } from './exemptionTerms';
import { DatabaseFactStore } from './FactStore';
import { type MonthReader, MonthService } from './MonthService';
import { OwnerHistory } from './OwnerHistory';
import { ResultQueries } from './ResultQueries';
import { DatabaseResultStore } from './ResultStore';
import { ScorecardEvaluator } from './ScorecardEvaluator';
import { ScorecardLibrary } from './ScorecardLibrary';
import { levelMessages } from './scorecardMessages';
import { ScorecardQueries } from './ScorecardQueries';
import { ScorecardTask, subjectOf } from './ScorecardTask';
import { StandingReads } from './StandingReads';
import { DatabaseVersionStore } from './VersionStore';

/** What modules and we ourselves know about pipelines. @internal */
export type FactSources = {
  providers: readonly FactProvider[];
  definitions: ReadonlyMap<string, FactDefinition>;
  past: PastFacts | undefined;
};

/** The context, put together. @internal */
export type Scorecards = {
  queries: ScorecardQueries;
  results: ResultQueries;
  exemptions: { service: ExemptionService; queries: ExemptionQueries };
  campaigns: CampaignService;
  months: MonthService;
  /** Something changed of these pipelines. */
  touch(entityRefs: readonly string[]): void;
  /** Reads and checks everything, now. */
  evaluate(): Promise<void>;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. */
export function createScorecards(options: {
  database: Knex;
  fleet: FleetService;
  approvals: Approvals;
  ledger: Ledger['service'];
  outbox: Pick<Outbox, 'add'>;
  facts: FactSources;
  config: ScorecardsConfig;
  /** What the policy of delivery says of exemptions. */
  policy: ExemptionPolicy;
  month: MonthReader;
  logger: LoggerService;
  /** Whether what was read has been judged; before that, a first round would find much unknown that is about to be known. */
  isCaughtUp: () => Promise<boolean>;
  /** Is told whose level changed, after the commit; throws nothing. */
  onMoved: (entityRefs: string[]) => Promise<void>;
  now: () => Date;
}): Scorecards {
  const { config, database, facts, fleet, now } = options;
  const startedAt = now();
  const results = new DatabaseResultStore();
  const readings = new DatabaseFactStore();
  const exemptionStore = new DatabaseExemptionStore();
  const reads = new StandingReads({ database });
  const definitions = () => facts.definitions;
  const library = new ScorecardLibrary({
    ...options,
    facts: definitions,
    demo: () => facts.past?.campaigns(startedAt) ?? [],
    versions: new DatabaseVersionStore(),
  });
  const evaluator = new ScorecardEvaluator({
    ...options,
    facts: readings,
    results,
    scorecards: async () => (await library.current()).scorecards,
    subjects: async refs =>
      [...(await fleet.findAll([...refs], {})).values()].map(subjectOf),
    exemptions: refs => exemptionStore.granted(refs, database),
    tell: async (changes, tx) => {
      const { scorecards } = await library.current();
      const messages = levelMessages(
        changes,
        id =>
          scorecards.find(({ scorecard }) => scorecard.id === id)?.scorecard,
      );
      await options.outbox.add(messages, tx);
    },
    onMoved: changes =>
      options.onMoved([...new Set(changes.map(each => each.entityRef))]),
  });
  const shared = {
    ...options,
    library,
    reads,
    store: exemptionStore,
    facts: definitions,
    refresh: () => evaluator.recheck(),
    check: (entityRef: string) => evaluator.check([entityRef]),
    terms: async (entityRef: string) =>
      exemptionTerms(await options.policy.of(entityRef), config.exemptions),
  };
  const queries = new ScorecardQueries({
    ...shared,
    readings,
    exemptions: exemptionStore,
    history: new OwnerHistory({ reads, now }),
  });
  const subjects = new ExemptionSubjects(shared);
  options.approvals.addSubjects(subjects);
  const exemptionQueries = new ExemptionQueries(shared);
  const exemptions = new ExemptionService({
    ...shared,
    idempotency: new IdempotencyStore(),
    queries: exemptionQueries,
    results,
    subjects,
  });
  const campaigns = new CampaignService(shared);
  const months = new MonthService({
    ...shared,
    exemptions: exemptionQueries,
    reader: options.month,
    pipelinesOf: (owner, scope) => reads.pipelinesOf(owner, scope),
  });
  const task = new ScorecardTask({
    ...options,
    providers: () => facts.providers,
    past: () => facts.past,
    library,
    evaluator,
    readings,
    results,
    days: new DatabaseDayStore(),
    campaigns,
    reminders: new ExemptionReminders({
      ...shared,
      remindDays: config.exemptions.remindDays,
    }),
    demo: new DemoExemptions({ ...options, reads, exemptions }),
    everyMinutes: config.everyMinutes,
  });
  return {
    queries,
    results: new ResultQueries(shared),
    exemptions: { service: exemptions, queries: exemptionQueries },
    campaigns,
    months,
    touch: refs => task.touch(refs),
    evaluate: () => task.run(new AbortController().signal),
    async start(scheduler) {
      // What is wrong with a file is said at the start, and not only once somebody looks.
      await library.read();
      await task.schedule(scheduler);
    },
  };
}
