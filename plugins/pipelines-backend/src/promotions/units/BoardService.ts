import { NotFoundError } from '@backstage/errors';
import type {
  AdoptionLevel,
  Promotion,
  ReleaseBoard,
  ReleaseBoardRow,
  ReleaseUnitDetail,
  UnitEnvironment,
} from '@sluice/plugin-pipelines-common';
import type { ReleaseRecord } from '../../releases';
import { apiHold, apiUnmanagedChange } from '../apiPromotion';
import type { PromotionContext } from '../context';
import { releaseRef } from '../plan/deployable';
import type { Member } from '../ports';
import type { PromotionQueries, Reader } from '../PromotionQueries';
import { LOCKING_STATES, WAITING_STATES } from '../promotionState';
import type { PromotionRecord, UnitEnvironmentRecord } from '../records';
import { boardSummary } from './boardSummary';
import { healthOf } from './environmentHealth';
import type { RollbackService } from './RollbackService';
import { rollbackOptions } from './rollbackOptions';

/** So many of the last promotions into production make the strip. */
const STRIP = 20;
const DAY_MS = 86_400_000;
const SUMMARY_DAYS = 30;
const HISTORY = 200;

/** What runs where, and what moves. @internal */
export class BoardService {
  readonly #context: PromotionContext;
  readonly #queries: PromotionQueries;
  readonly #rollbacks: RollbackService;
  readonly #levels: () => Promise<Map<string, AdoptionLevel>>;

  constructor(
    context: PromotionContext,
    options: {
      queries: PromotionQueries;
      rollbacks: RollbackService;
      /** Adoption levels of units; those that aren't there are observed. */
      levels: () => Promise<Map<string, AdoptionLevel>>;
    },
  ) {
    this.#context = context;
    this.#queries = options.queries;
    this.#rollbacks = options.rollbacks;
    this.#levels = options.levels;
  }

  /** All units that the reader may see, by name. */
  async board(by: Reader): Promise<ReleaseBoard> {
    const { clock, database, environments, releases, store, units } =
      this.#context;
    const [members, levels, rows, recent] = [
      await this.#context.members.all(),
      await this.#levels(),
      await units.all(database),
      await store.since(await this.#daysAgo(SUMMARY_DAYS), database),
    ];
    const moving = await store.allInStates(
      [...WAITING_STATES, ...LOCKING_STATES, 'Verifying'],
      database,
    );
    const views = new Map(
      (await this.#queries.views(moving)).map(view => [view.id, view]),
    );
    const names = [...members.keys()]
      .filter(unit => !by.units || by.units.includes(unit))
      .sort();
    const items: ReleaseBoardRow[] = [];
    for (const unit of names) {
      const own = members.get(unit)!;
      const ofUnit = await releases.ofUnit(unit, HISTORY, database);
      const newest = ofUnit.find(
        each => each.state === 'Sealed' && each.origin === 'registered',
      );
      items.push({
        unit,
        adoptionLevel: levels.get(unit) ?? 'observed',
        members: own.length,
        owners: unique(own.map(each => each.owner)),
        domains: unique(own.flatMap(each => each.domain ?? [])),
        classification: unique(own.flatMap(each => each.classification)),
        newest: newest && releaseRef(newest),
        environments: await this.#environments(unit, {
          rows,
          views: [...views.values()],
          ofUnit,
        }),
        health: await this.#strip(unit),
      });
    }
    const production = environments.at(-1)!;
    const unmanaged = await units.unmanaged({ openOnly: true }, database);
    return {
      items,
      environments,
      summary: boardSummary({
        promotions: recent.filter(each => names.includes(each.unit)),
        production,
        days: SUMMARY_DAYS,
        moving: moving.filter(each => names.includes(each.unit)),
        unmanagedChanges: unmanaged.filter(each => names.includes(each.unit))
          .length,
        at: await clock.now(database),
      }),
    };
  }

  /** @throws NotFoundError if there is no such unit that the reader may see */
  async unit(unit: string, by: Reader): Promise<ReleaseUnitDetail> {
    const { database, environments, releases, store, units } = this.#context;
    const members = await this.#context.members.of(unit);
    if (members.length === 0 || (by.units && !by.units.includes(unit))) {
      throw new NotFoundError(`There is no unit ${unit} that you may see`);
    }
    const moving = (
      await store.allInStates(
        [...WAITING_STATES, ...LOCKING_STATES, 'Verifying'],
        database,
      )
    ).filter(each => each.unit === unit);
    const rollbacks: ReleaseUnitDetail['rollbackOptions'] = [];
    for (const environment of environments) {
      rollbacks.push({
        environment,
        options: await this.#rollbacks.options({ unit, environment }),
      });
    }
    return {
      unit,
      adoptionLevel: (await this.#levels()).get(unit) ?? 'observed',
      members: members.map(({ entityRef, owner, type }: Member) => ({
        entityRef,
        owner,
        type,
      })),
      environments: await this.#environments(unit, {
        rows: await units.all(database),
        views: await this.#queries.views(moving),
        ofUnit: await releases.ofUnit(unit, HISTORY, database),
      }),
      holds: (await units.holds(unit, database)).map(apiHold),
      quarantines: (await units.quarantines(unit, database)).map(each => ({
        releaseId: each.releaseId,
        unit: each.unit,
        environment: each.environment,
        reason: each.reason,
        since: each.setAt,
        promotionId: each.promotionId ?? undefined,
      })),
      unmanagedChanges: (await units.unmanaged({ unit }, database))
        .slice(0, 50)
        .map(apiUnmanagedChange),
      rollbackOptions: rollbacks,
    };
  }

  async #environments(
    unit: string,
    known: {
      rows: UnitEnvironmentRecord[];
      views: Promotion[];
      /** The newest first. */
      ofUnit: ReleaseRecord[];
    },
  ): Promise<UnitEnvironment[]> {
    const { clock, database, deployerFor, environments, store, units } =
      this.#context;
    const at = await clock.now(database);
    const { ofUnit } = known;
    const byId = new Map(ofUnit.map(each => [each.id, each]));
    const holds = await units.holds(unit, database);
    const quarantines = await units.quarantines(unit, database);
    const open = await units.unmanaged({ unit, openOnly: true }, database);
    const found: UnitEnvironment[] = [];
    let before: { releaseId: number; since: string } | undefined;
    for (const environment of environments) {
      const row = known.rows.find(
        each => each.unit === unit && each.environment === environment,
      );
      const running =
        typeof row?.releaseId === 'number'
          ? byId.get(row.releaseId)
          : undefined;
      const own = known.views.filter(
        each => each.unit === unit && each.environment === environment,
      );
      const moving = own.find(each => !WAITING_STATES.includes(each.state));
      const promotion =
        typeof row?.promotionId === 'number'
          ? await store.find(row.promotionId, database)
          : undefined;
      const hold = holds.find(each => each.environment === environment);
      const change = open.find(each => each.environment === environment);
      const options = rollbackOptions({
        runningReleaseId: row?.releaseId ?? null,
        promotions: await store.page(
          { unit, environment },
          { limit: HISTORY },
          database,
        ),
        occupancies: await units.occupancies(
          { unit, environment },
          undefined,
          database,
        ),
        releases: ofUnit,
        quarantines,
      });
      const good = options.find(each => each.tier === 'last-known-good');
      const upstream = before && byId.get(before.releaseId);
      found.push({
        environment,
        isProduction: environment === environments.at(-1),
        deployer: deployerFor({ unit, environment })?.title,
        running: running && releaseRef(running),
        runningVersion: row?.runningVersion ?? undefined,
        since: row?.since ?? undefined,
        readAt: row?.readAt ?? undefined,
        readError: row?.readError ?? undefined,
        ...healthOf({ row, promotion, moving, hold, change, at }),
        promotionId: row?.promotionId ?? undefined,
        moving,
        waiting: own.filter(each => WAITING_STATES.includes(each.state)),
        hold: hold && apiHold(hold),
        quarantined: quarantines.some(
          each =>
            each.environment === environment && each.releaseId === running?.id,
        ),
        unmanagedChange: change && apiUnmanagedChange(change),
        rollback: good,
        promotable:
          upstream && upstream.sequence > (running?.sequence ?? 0)
            ? {
                release: releaseRef(upstream),
                soakHours:
                  (Date.parse(at) - Date.parse(before!.since)) / 3_600_000,
              }
            : undefined,
      });
      const isGood =
        promotion?.verificationState === 'successful' &&
        promotion.bakeState !== 'broken';
      before =
        running && row?.since && (isGood || row.origin === 'adoption')
          ? { releaseId: running.id, since: row.since }
          : undefined;
    }
    return found;
  }

  async #strip(unit: string): Promise<ReleaseBoardRow['health']> {
    const { database, environments, store } = this.#context;
    const past: PromotionRecord[] = await store.page(
      {
        unit,
        environment: environments.at(-1),
        state: ['Succeeded', 'Failed', 'Aborted', 'Superseded'],
      },
      { limit: STRIP },
      database,
    );
    return past
      .filter(each => each.startedAt !== null)
      .reverse()
      .map(({ bakeState, endedAt, id, kind, state }) => ({
        promotionId: id,
        state: bakeState === 'broken' ? ('Failed' as const) : state,
        kind,
        at: endedAt!,
      }));
  }

  async #daysAgo(days: number): Promise<string> {
    const { clock, database } = this.#context;
    const at = await clock.now(database);
    return new Date(Date.parse(at) - days * DAY_MS).toISOString();
  }
}

function unique(values: string[]): string[] {
  return [...new Set(values)].sort();
}
