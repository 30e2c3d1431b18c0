import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { FactProvider, PastFacts } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { FleetService } from '../fleet';
import { errorText } from '../observations';
import type { CampaignService } from './CampaignService';
import type { DayStore } from './DayStore';
import type { DemoExemptions } from './DemoExemptions';
import type { ExemptionReminders } from './ExemptionReminders';
import type { FactStore } from './FactStore';
import { pastStandings } from './pastStandings';
import { readFacts } from './readFacts';
import type { ResultStore } from './ResultStore';
import type { ScorecardEvaluator } from './ScorecardEvaluator';
import type { ScorecardLibrary } from './ScorecardLibrary';
import type { ScorecardSubject } from './subject';

/** Providers are asked about so many pipelines at once. */
const AT_ONCE = 200;
const ROUND = 'pipelines-scorecards';
const TIMEOUT_MINUTES = 30;
const SECONDS = 10;
const KEEP_DAYS = 400;
/** What is never caught up is checked all the same. */
const PATIENCE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What a {@link ScorecardTask} needs. @internal */
export type ScorecardTaskOptions = {
  database: Knex;
  fleet: Pick<FleetService, 'facts'>;
  providers: () => readonly FactProvider[];
  past: () => PastFacts | undefined;
  library: ScorecardLibrary;
  evaluator: ScorecardEvaluator;
  readings: FactStore;
  results: ResultStore;
  days: DayStore;
  campaigns: CampaignService;
  reminders: ExemptionReminders;
  demo: DemoExemptions;
  everyMinutes: number;
  isCaughtUp: () => Promise<boolean>;
  logger: LoggerService;
  now: () => Date;
};

/** Finds out facts: of all pipelines every few minutes, and soon of those of which something changed. @internal */
export class ScorecardTask {
  readonly #options: ScorecardTaskOptions;
  readonly #touched = new Set<string>();
  /** What pipelines were checked as, and by which scorecards. */
  #checked = new Map<string, string>();
  #digests = '';
  #isReady = false;
  #since = 0;
  /** The first round was put off. */
  #isWaiting = false;

  constructor(options: ScorecardTaskOptions) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    const { everyMinutes, now } = this.#options;
    this.#since = now().getTime();
    await scheduler.scheduleTask({
      id: ROUND,
      frequency: { minutes: everyMinutes },
      timeout: { minutes: TIMEOUT_MINUTES },
      initialDelay: { seconds: SECONDS },
      scope: 'global',
      fn: signal => this.#runOnceCaughtUp(signal),
    });
    await scheduler.scheduleTask({
      id: 'pipelines-scorecards-changes',
      frequency: { seconds: SECONDS },
      timeout: { minutes: TIMEOUT_MINUTES },
      initialDelay: { seconds: 3 * SECONDS },
      scope: 'local',
      fn: async signal => {
        await this.#begin(scheduler);
        await this.takeInChanges(signal);
      },
    });
  }

  /** Something changed of these pipelines: their facts are read soon. */
  touch(entityRefs: readonly string[]): void {
    for (const ref of entityRefs) this.#touched.add(ref);
  }

  /**
   * The very first round is put off until what was read has been judged: else all that is about to be known would look as if it had changed.
   */
  async #runOnceCaughtUp(signal: AbortSignal): Promise<void> {
    const { database, results } = this.#options;
    const isFirst = (await results.entityRefs(database)).length === 0;
    this.#isWaiting = isFirst && !(await this.#mayBegin());
    if (!this.#isWaiting) await this.run(signal);
  }

  /** Begins with the first round that was put off. */
  async #begin(scheduler: SchedulerService): Promise<void> {
    if (!this.#isWaiting || !(await this.#mayBegin())) return;
    this.#isWaiting = false;
    await scheduler.triggerTask(ROUND).catch(error => {
      // Another replica has begun.
      if (error.name !== 'ConflictError') throw error;
    });
  }

  async #mayBegin(): Promise<boolean> {
    const { isCaughtUp, now } = this.#options;
    const isPatient = now().getTime() - this.#since < PATIENCE_MS;
    return !isPatient || isCaughtUp();
  }

  /** Reads everything again, and does what is due by the day. */
  async run(signal: AbortSignal): Promise<void> {
    const { campaigns, days, database, evaluator, library, now, reminders } =
      this.#options;
    await library.read();
    await library.keep();
    const subjects = await this.#subjects();
    this.#touched.clear();
    await this.#read(subjects, signal);
    await this.#checkChanged(subjects);
    await evaluator.recheck();
    await this.#tellPast(subjects);
    const today = now().toISOString().slice(0, 10);
    await database.transaction(tx => days.count(today, tx));
    await days.trim(
      new Date(now().getTime() - KEEP_DAYS * DAY_MS).toISOString().slice(0, 10),
      database,
    );
    this.#isReady = true;
    await campaigns.remind();
    await reminders.run();
  }

  /** Reads what was touched, and checks what time may have changed. */
  async takeInChanges(signal: AbortSignal): Promise<void> {
    const { database, evaluator, results } = this.#options;
    await evaluator.recheck();
    if (this.#touched.size === 0) return;
    // Before the first round, whichever replica does it, there is nothing to compare with.
    this.#isReady ||= (await results.entityRefs(database)).length > 0;
    if (!this.#isReady) return;
    const refs = new Set(this.#touched);
    this.#touched.clear();
    const subjects = await this.#subjects();
    await this.#read(
      subjects.filter(({ entityRef }) => refs.has(entityRef)),
      signal,
    );
  }

  async #subjects(): Promise<ScorecardSubject[]> {
    return (await this.#options.fleet.facts()).map(subjectOf);
  }

  async #read(
    subjects: readonly ScorecardSubject[],
    signal: AbortSignal,
  ): Promise<void> {
    const { evaluator, logger, now, providers } = this.#options;
    for (let start = 0; start < subjects.length; start += AT_ONCE) {
      const some = subjects.slice(start, start + AT_ONCE);
      const readings = [];
      for (const provider of providers()) {
        signal.throwIfAborted();
        const read = await readFacts(provider, some, { now: now(), signal });
        if (read.problem) {
          logger.warn(`Facts are unknown: ${read.problem.slice(0, 500)}`);
        }
        readings.push(...read.readings);
      }
      await evaluator.takeIn(readings);
    }
  }

  /** Checks pipelines of which no fact changed, but what the catalog or a scorecard says; and forgets those that have gone. */
  async #checkChanged(subjects: readonly ScorecardSubject[]): Promise<void> {
    const { database, evaluator, library, readings, results } = this.#options;
    const { scorecards } = await library.current();
    const digests = scorecards.map(each => each.digest).join(' ');
    const checked = new Map(
      subjects.map(each => [each.entityRef, JSON.stringify(each)]),
    );
    const known = await results.entityRefs(database);
    const gone = known.filter(ref => !checked.has(ref));
    const changed =
      digests === this.#digests
        ? [...checked.keys()].filter(
            ref => this.#checked.get(ref) !== checked.get(ref),
          )
        : [...checked.keys()];
    await evaluator.check([...changed, ...gone]);
    await readings.remove(gone, database);
    this.#digests = digests;
    this.#checked = checked;
  }

  /** Of a demo, once: how facts were before it was started. */
  async #tellPast(subjects: readonly ScorecardSubject[]): Promise<void> {
    const { database, days, library, logger, now, readings, results } =
      this.#options;
    const past = this.#options.past();
    if (!past || subjects.length === 0) return;
    const at = now().toISOString();
    const told = await days.knownBefore(at.slice(0, 10), database);
    const { scorecards } = await library.current();
    const untold = scorecards.filter(
      ({ scorecard }) => !told.includes(scorecard.id),
    );
    if (untold.length === 0) return;
    try {
      const known = await readings.of(
        subjects.map(({ entityRef }) => entityRef),
        database,
      );
      const flat = [...known.values()].flatMap(own => [...own.values()]);
      const before = Array.from({ length: past.days + 1 }, (_, daysAgo) =>
        daysAgo === 0 ? [] : past.before(flat, daysAgo),
      );
      for (const versioned of untold) {
        const standing = pastStandings({
          versioned,
          subjects,
          readings: known,
          days: past.days,
          before: daysAgo => before[daysAgo],
          now: at,
        });
        await database.transaction(async tx => {
          await days.add(standing.days, tx);
          await results.addChanges(standing.changes, tx);
          await results.setLevelSince(
            versioned.scorecard.id,
            standing.since,
            tx,
          );
        });
      }
      if (told.length === 0)
        await this.#options.demo.ask(past.exemptions(now()));
      logger.info(
        `Told where pipelines of ${past.name} stood in the last ${past.days} days`,
      );
    } catch (error) {
      logger.error(
        `Where pipelines of ${past.name} stood could not be told: ${errorText(
          error,
        )}`,
      );
    }
  }
}

/** A pipeline as scorecards choose by it. @internal */
export function subjectOf(of: {
  entityRef: string;
  type: string;
  tier: number;
  lifecycle: string;
  classification: string[];
  owner: string;
  domain: string;
}): ScorecardSubject {
  const { classification, domain, entityRef, lifecycle, owner, tier, type } =
    of;
  return {
    entityRef,
    type,
    tier,
    lifecycle,
    classification,
    owner,
    domain: domain || undefined,
  };
}
