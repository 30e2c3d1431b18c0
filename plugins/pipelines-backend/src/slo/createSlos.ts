import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { FleetService } from '../fleet';
import type { ObservationService } from '../observations';
import type { NamedCalendar } from './calendars';
import { DecisionStore } from './DecisionStore';
import type { SloDefaults } from './defaults';
import { definitionsOf } from './definitionsOf';
import { SloDefinitionsTask } from './SloDefinitionsTask';
import { SloEvaluator } from './SloEvaluator';
import { SloPreviewService } from './SloPreviewService';
import { SloQueries } from './SloQueries';
import { SloService } from './SloService';
import { DatabaseSloStore } from './SloStore';
import { SloTask } from './SloTask';
import { StandingService } from './StandingService';
import { DatabaseVerdictStore } from './VerdictStore';

/** The context, put together. @internal */
export type Slos = {
  service: SloService;
  preview: SloPreviewService;
  /** Judges what changed and what became due, now. */
  evaluate(): Promise<void>;
  /** Judges an SLO again from a time on, for data that came late. */
  reevaluate(sloId: number, from: string): Promise<void>;
  /** Takes in what the catalog says, now. */
  readDefinitions(): Promise<void>;
  /** Starts to follow the catalog, observations and the clock. */
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. @internal */
export function createSlos(options: {
  database: Knex;
  observations: ObservationService;
  fleet: FleetService;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  /** The environment of SLOs that name none: the last of the config. */
  environment: string;
  calendars: Map<string, NamedCalendar>;
  defaults: SloDefaults[];
  /** So many days before it is first seen a promise is judged, in hindsight. */
  backDays: number;
  now: () => Date;
}): Slos {
  const { calendars, database, fleet, now, observations } = options;
  const store = new DatabaseSloStore();
  const verdicts = new DatabaseVerdictStore();
  const decisions = new DecisionStore({ database });
  const standing = new StandingService({ store, verdicts, fleet, now });
  const evaluator = new SloEvaluator({
    ...options,
    store,
    verdicts,
    standing,
    decisions: sloId => decisions.of(sloId),
    calendar: name => calendars.get(name),
  });
  const definitions = new SloDefinitionsTask({
    ...options,
    store,
    pipelines: () => fleet.facts(),
    definitions: definitionsOf(options),
    onChanged: ids => evaluator.definitionsChanged(ids),
    onRemoved: (refs, tx) => standing.tellFleet(refs, tx),
  });
  const task = new SloTask({ observations, evaluator });
  return {
    service: new SloService({
      database,
      store,
      queries: new SloQueries({ database }),
      verdicts,
      fleet,
      calendars,
      now,
    }),
    preview: new SloPreviewService(options),
    evaluate: () => task.run(),
    reevaluate: (sloId, from) => evaluator.reevaluate(sloId, from),
    readDefinitions: () => definitions.run(),
    async start(scheduler) {
      await definitions.schedule(scheduler);
      await task.schedule(scheduler);
    },
  };
}
