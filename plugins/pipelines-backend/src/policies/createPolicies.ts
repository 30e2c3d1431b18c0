import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import { type Clock, databaseClock } from '../database/clock';
import { IdempotencyStore } from '../idempotency';
import type { LedgerService } from '../ledger';
import { ConfigIntake } from './ConfigIntake';
import { configuredPolicy, type PoliciesConfig } from './configuredPolicy';
import { peopleOf, peopleProblems } from './peopleProblems';
import { PolicyChanges } from './PolicyChanges';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';
import { PolicyQueries } from './PolicyQueries';
import { PolicyService } from './PolicyService';
import { DatabasePolicyStore } from './PolicyStore';
import { PolicyTask } from './PolicyTask';
import { type PolicyContext, referenceProblems } from './referenceProblems';
import type { Calendars } from './windowTimes';

/** The context, put together. @internal */
export type Policies = {
  service: PolicyService;
  /** For the API. */
  queries: PolicyQueries;
  /** Those that windows and freezes refer to. */
  calendars: Calendars;
  /** Takes in what the config says, now. */
  bringConfig(): Promise<void>;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. */
export function createPolicies(options: {
  database: Knex;
  approvals: Approvals;
  ledger: LedgerService;
  logger: LoggerService;
  config: PoliciesConfig;
  /** Names, in order. */
  environments: string[];
  calendars: Calendars;
  /** Names of the gates that are there. Without it a policy may name any. */
  gates?: () => string[];
  /** Defaults to that of the database. */
  clock?: Clock;
  /** For what is about days; defaults to the clock of this machine. */
  now?: () => Date;
}): Policies {
  const { approvals, calendars, config, environments, gates } = options;
  const now = options.now ?? (() => new Date());
  const context = (): PolicyContext => ({
    environments,
    calendars,
    gates: gates?.(),
    now: now().toISOString(),
  });
  const problemsOf = async (policy: Policy) =>
    peopleProblems(policy, await approvals.people.look(peopleOf(policy)));
  const store = new DatabasePolicyStore();
  const changes = new PolicyChanges({
    ...options,
    store,
    problemsOf: async policy => [
      ...referenceProblems(policy, context()),
      ...(await problemsOf(policy)),
    ],
  });
  approvals.addSubjects(changes);
  // Read once: what holds changes with a start of the portal, not with a file that changes under one of its replicas.
  let read: ReturnType<typeof configuredPolicy> | undefined;
  const configured = () => {
    read ??= configuredPolicy(config, context());
    return read;
  };
  const service = new PolicyService({
    ...options,
    store,
    changes,
    idempotency: new IdempotencyStore(),
    clock: options.clock ?? databaseClock,
    context,
    configured,
    problemsOf,
  });
  const intake = new ConfigIntake({
    ...options,
    store,
    changes,
    clock: options.clock ?? databaseClock,
    configured,
    problemsOf,
  });
  return {
    service,
    queries: new PolicyQueries({ ...options, store, service }),
    calendars,
    bringConfig: () => intake.run(),
    async start(scheduler) {
      const { policy } = configured();
      // The catalog can't be asked yet; one that names nobody needs no catalog.
      if (policy && peopleOf(policy).length === 0) await intake.run();
      await new PolicyTask({ intake }).schedule(scheduler);
    },
  };
}
