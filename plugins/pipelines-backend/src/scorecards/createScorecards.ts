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
import { ExemptionService } from './ExemptionService';
import { DatabaseExemptionStore } from './ExemptionStore';
import { ExemptionSubjects } from './ExemptionSubjects';
import { DatabaseFactStore } from './FactStore';
import { type MonthReader, MonthService } from './MonthService';
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
  exemptions: ExemptionService;
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
  const queries = new ScorecardQueries({
    ...options,
    library,
    reads,
    readings,
    exemptions: exemptionStore,
    facts: definitions,
    refresh: () => evaluator.recheck(),
  });
  const check = (entityRef: string) => evaluator.check([entityRef]);
  const shared = { ...options, library, store: exemptionStore };
  const subjects = new ExemptionSubjects({
    ...shared,
    approvers: config.exemptions.approvers,
    check,
  });
  options.approvals.addSubjects(subjects);
  const exemptions = new ExemptionService({
    ...shared,
    idempotency: new IdempotencyStore(),
    queries,
    results,
    subjects,
    maxDays: config.exemptions.maxDays,
    check,
  });
  const campaigns = new CampaignService({ ...options, library, reads });
  const months = new MonthService({
    library,
    reads,
    exemptions,
    facts: definitions,
    reader: options.month,
    pipelinesOf: (owner, scope) => reads.pipelinesOf(owner, scope),
    now,
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
    exemptions,
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
