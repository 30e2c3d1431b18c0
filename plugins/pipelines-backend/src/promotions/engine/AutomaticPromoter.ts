import type { SchedulerService } from '@backstage/backend-plugin-api';
import { errorText } from '../../observations';
import type { ReleaseRecord } from '../../releases';
import { type PromotionContext, ENGINE } from '../context';
import type { Member, UnitAdoption } from '../ports';
import type { PromotionService } from '../PromotionService';
import type { Target } from '../units/UnitStore';
import { automaticCandidate } from './automaticCandidate';

/** So many of a unit's releases, and of its promotions into an environment, are looked at. */
const RECENT = 100;
/** One that can't go yet is looked at again after so long, doubled each time. */
const RETRY_MS = 30_000;
const MAX_RETRY_MS = 15 * 60_000;

/**
 * Asks for promotions that the policy lets go by themselves, once every gate passes. Where one doesn't, it waits: a person may ask at any
 * time.
 *
 * @internal
 */
export class AutomaticPromoter {
  readonly #context: PromotionContext;
  readonly #promotions: PromotionService;
  readonly #adoption: Pick<UnitAdoption, 'levels'>;
  readonly #tries = new Map<string, { count: number; nextAt: number }>();

  constructor(
    context: PromotionContext,
    options: {
      promotions: PromotionService;
      adoption: Pick<UnitAdoption, 'levels'>;
    },
  ) {
    this.#context = context;
    this.#promotions = options.promotions;
    this.#adoption = options.adoption;
  }

  /** Looks on a schedule. One replica does. */
  async start(
    scheduler: SchedulerService,
    options: { everySeconds: number },
  ): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-promote-automatically',
      frequency: { seconds: options.everySeconds },
      initialDelay: { seconds: 30 },
      timeout: { minutes: 10 },
      fn: async () => void (await this.run()),
    });
  }

  /** Looks at every unit that Sluice may change, once. @returns ids of what it asked for */
  async run(): Promise<number[]> {
    const { database, environments, logger, members, releases } = this.#context;
    const levels = await this.#adoption.levels();
    const asked: number[] = [];
    for (const [unit, of] of await members.all()) {
      if (!['gated', 'managed'].includes(levels.get(unit) ?? '')) continue;
      const [newest] = await releases.ofUnit(unit, 1, database);
      if (!newest) continue;
      for (const environment of environments) {
        const target = { unit, environment };
        try {
          const id = await this.#look(target, of, newest);
          if (id !== undefined) asked.push(id);
        } catch (error) {
          // A policy that isn't there yet, a catalog that is down: the next look may do better, and other units shouldn't wait.
          logger.debug(
            `${unit} can't be promoted into ${environment} automatically now: ${errorText(
              error,
            )}`,
          );
        }
      }
    }
    return asked;
  }

  async #look(
    target: Target,
    of: Member[],
    newest: ReleaseRecord,
  ): Promise<number | undefined> {
    const { clock, database, deployerFor } = this.#context;
    if (!deployerFor(target)) return undefined;
    const running = await this.#running(target);
    // Nearly always: nothing is read of what was promoted, and no policy is asked.
    if (running && newest.sequence <= running.sequence) return undefined;
    if (!(await this.#mayEver(target, of))) return undefined;
    const release = await this.#candidate(target, running);
    if (!release) return undefined;
    const now = Date.parse(await clock.now(database));
    const key = `${target.environment}:${release.id}`;
    const tried = this.#tries.get(key);
    if (tried && now < tried.nextAt) return undefined;
    const { environment } = target;
    const wanted = { releaseId: release.id, environment };
    const planned = await this.#promotions.plan(wanted, ENGINE);
    const { permit, plan } = planned;
    if (!plan.canRequest || permit.how !== 'preapproved') {
      const count = (tried?.count ?? 0) + 1;
      this.#tries.set(key, {
        count,
        nextAt: now + Math.min(RETRY_MS * 2 ** (count - 1), MAX_RETRY_MS),
      });
      return undefined;
    }
    this.#tries.delete(key);
    const { id } = await this.#promotions.request(
      { ...wanted, reason: `Automatic: ${permit.why}` },
      { actor: ENGINE },
      `automatic-${environment}-${release.id}`,
      { isAutomatic: true, planned },
    );
    return id;
  }

  /** Whether the policy lets any of its pipelines go by itself there: planning costs more than asking. */
  async #mayEver(
    { environment, unit }: Target,
    of: Member[],
  ): Promise<boolean> {
    const { database, policies } = this.#context;
    for (const member of of) {
      const { autoPromote } = await policies.requirements(
        {
          environment,
          unit,
          kind: 'promote',
          lane: 'normal',
          members: [member],
        },
        database,
      );
      if (autoPromote) return true;
    }
    return false;
  }

  async #running(target: Target): Promise<ReleaseRecord | undefined> {
    const { database, releases, units } = this.#context;
    const row = await units.find(target, database);
    return typeof row?.releaseId === 'number'
      ? releases.find(row.releaseId, database)
      : undefined;
  }

  async #candidate(target: Target, running: ReleaseRecord | undefined) {
    const { database, environments, releases, store, units } = this.#context;
    const { environment, unit } = target;
    const before = environments[environments.indexOf(environment) - 1];
    return automaticCandidate({
      releases: await releases.ofUnit(unit, RECENT, database),
      running,
      promotions: await store.page(target, { limit: RECENT }, database),
      upstream:
        before === undefined
          ? undefined
          : await store.page(
              { unit, environment: before },
              { limit: RECENT },
              database,
            ),
      isHeld: (await units.holds(unit, database)).some(
        each => each.environment === environment,
      ),
    });
  }
}
