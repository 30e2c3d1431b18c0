import type { Knex } from 'knex';
import type { FleetService } from '../fleet';
import { timezoneOf } from './apiSlo';
import { type BudgetDay, budget } from './budget';
import { exhaustionForecast } from './exhaustion';
import { localDateOf } from './localTime';
import { windowRange } from './sloWindow';
import { sloStatus } from './sloStatus';
import type {
  SloDay,
  SloDecision,
  SloRecord,
  SloStanding,
  SloVersion,
  UnconfirmedLoosening,
} from './sloRecords';
import type { SloStore } from './SloStore';
import type { VerdictStore } from './VerdictStore';
import type { Outlook } from './strategies/SloStrategy';
import { formerPromise, laterBySeconds } from './unconfirmed';
import { worstSlo } from './worstSlo';

/** Works out where an SLO stands from the counts of the days in its window. @internal */
export class StandingService {
  readonly #store: SloStore;
  readonly #verdicts: VerdictStore;
  readonly #fleet: Pick<FleetService, 'putSlo'>;
  readonly #decisions: (sloId: number, tx: Knex) => Promise<SloDecision[]>;
  readonly #now: () => Date;
  readonly #onChanged: (entityRefs: string[]) => Promise<void>;
  readonly #changed = new Set<string>();

  constructor(options: {
    store: SloStore;
    verdicts: VerdictStore;
    fleet: Pick<FleetService, 'putSlo'>;
    decisions: (sloId: number, tx: Knex) => Promise<SloDecision[]>;
    /** Called with the entities whose SLOs look different now. */
    onChanged: (entityRefs: string[]) => Promise<void>;
    now: () => Date;
  }) {
    this.#store = options.store;
    this.#verdicts = options.verdicts;
    this.#fleet = options.fleet;
    this.#decisions = options.decisions;
    this.#now = options.now;
    this.#onChanged = options.onChanged;
  }

  /** Works it out again and keeps it. @param outlook - what it is heading for */
  async update(
    slo: SloRecord,
    versions: SloVersion[],
    outlook: Outlook,
    tx: Knex,
  ): Promise<void> {
    const now = this.#now();
    const at = now.toISOString();
    const window = windowRange(
      slo.definition.window,
      now,
      timezoneOf(slo.definition),
    );
    const days = await this.#verdicts.days(slo.id, window, tx);
    const {
      burning,
      burningPipelines,
      lagAlone,
      next,
      silent,
      silentPipelines,
    } = outlook;
    const counted = budgetDays(days, versions);
    const exhaustion = exhaustionForecast({
      days: counted,
      window: slo.definition.window,
      today: localDateOf(at, timezoneOf(slo.definition)),
    });
    const unconfirmed = await this.#unconfirmed(slo, versions, days, tx);
    const standing: SloStanding = {
      budget: budget({ days: counted }),
      rawBad: days.reduce((sum, day) => sum + day.rawBad, 0),
      window,
      next,
      ...(burning?.length && { burning, burningPipelines }),
      ...(silent && { silent, silentPipelines }),
      missing: days.reduce((sum, day) => sum + day.missing, 0),
      ...(exhaustion && { exhaustion }),
      ...(lagAlone && { lagAlone }),
      ...(unconfirmed && { unconfirmed }),
      evaluatedAt: at,
    };
    await this.#store.putStanding(
      slo.id,
      {
        status: sloStatus(standing),
        standing,
        recheckAt: recheckAt(outlook.recheckAt, now),
        alertAt: mayAlert(slo.standing, standing) ? at : undefined,
      },
      tx,
    );
    await this.tellFleet([slo.entityRef], tx);
    if (looksOf(slo.standing) !== looksOf(standing)) {
      this.#changed.add(slo.entityRef);
    }
  }

  /** Read only where there is more than one version: most promises never change. */
  async #unconfirmed(
    slo: SloRecord,
    versions: SloVersion[],
    days: SloDay[],
    tx: Knex,
  ): Promise<UnconfirmedLoosening | undefined> {
    if (versions.length < 2) return undefined;
    const decisions = await this.#decisions(slo.id, tx);
    const former = formerPromise(versions, decisions);
    if (!former) return undefined;
    const seconds = laterBySeconds(former.before, slo.definition);
    const forgiven =
      seconds === undefined || seconds === 0
        ? seconds
        : await this.#verdicts.countGoodWithin(
            slo.id,
            { since: former.since, from: days[0]?.date ?? '', seconds },
            tx,
          );
    const before = budgetDays(days, [
      ...versions.filter(v => v.validFrom < former.since),
    ]);
    const [first, ...rest] = before;
    const counted = first && {
      ...first,
      tally: {
        ...first.tally,
        good: first.tally.good - (forgiven ?? 0),
        bad: first.tally.bad + (forgiven ?? 0),
      },
    };
    return {
      ...former,
      // A sum over days, so it doesn't matter of which day they are.
      budget: budget({ days: counted ? [counted, ...rest] : [] }),
      forgiven,
    };
  }

  /** Tells open pages which entities have SLOs that look different now. Called after the transactions in which they changed. */
  async announce(): Promise<void> {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (changed.length > 0) await this.#onChanged(changed);
  }

  /** Tells the fleet how the worst SLO of these entities stands, after one of them came, changed or went. */
  async tellFleet(entityRefs: string[], tx: Knex): Promise<void> {
    for (const ref of new Set(entityRefs)) {
      if (!ref.startsWith('component:')) continue;
      const own = await this.#store.ofEntities([ref], tx);
      await this.#fleet.putSlo(ref, worstSlo(own), tx);
    }
  }
}

/** What pages show of it, but for what moves with each slice. */
function looksOf(standing: SloStanding | undefined): string {
  if (!standing) return '';
  const {
    budget: counts,
    burning,
    exhaustion,
    next,
    rawBad,
    silent,
  } = standing;
  return JSON.stringify([
    sloStatus(standing),
    counts.bad,
    counts.missesLeft,
    rawBad,
    next,
    exhaustion?.date,
    burning?.map(alert => [alert.severity, alert.longSeconds]),
    silent,
    standing.unconfirmed?.decisionId,
  ]);
}

/** The days with the target that was in force at their end. @internal */
export function budgetDays(
  days: SloDay[],
  versions: Array<Pick<SloVersion, 'validFrom' | 'target'>>,
): BudgetDay[] {
  return days.map(({ date, missing, rawBad, ...tally }) => ({
    date,
    target: targetOn(date, versions),
    tally,
  }));
}

function targetOn(
  date: string,
  versions: Array<Pick<SloVersion, 'validFrom' | 'target'>>,
): number {
  const inForce = versions.filter(v => v.validFrom.slice(0, 10) <= date);
  return (inForce.at(-1) ?? versions[0]).target;
}

/** At midnight a day leaves the window. */
function recheckAt(at: string | undefined, now: Date): string {
  const midnight = new Date(now);
  midnight.setUTCHours(24, 0, 1, 0);
  const latest = midnight.toISOString();
  return at !== undefined && at < latest ? at : latest;
}

/** Whether what alerts go by is different from before. Most ticks change nothing of it. */
function mayAlert(before: SloStanding | undefined, now: SloStanding): boolean {
  return before === undefined || alertFacts(before) !== alertFacts(now);
}

function alertFacts(standing: SloStanding): string {
  const { budget: left, burning, next } = standing;
  return JSON.stringify([
    left.bad,
    left.missesLeft,
    left.established,
    left.coverage === null,
    standing.missing,
    next?.dueAt,
    next?.willMiss,
    next?.latestAt,
    burning?.map(({ longSeconds, severity }) => [severity, longSeconds]),
    standing.burningPipelines,
    standing.silentPipelines,
  ]);
}
