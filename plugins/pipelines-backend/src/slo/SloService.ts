import { NotFoundError } from '@backstage/errors';
import type {
  OpenSloImport,
  Slo,
  SloDay as ApiSloDay,
  SloDetail,
  SloPage,
  VerdictPage,
  VerdictState,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { FleetScope, FleetService } from '../fleet';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { apiSlo, apiVerdict, calendarOf, hopsOf } from './apiSlo';
import { budgetSeries } from './budget';
import type { NamedCalendar } from './calendars';
import { readOpenSlo, writeOpenSlo } from './openSlo';
import {
  type ListedSlo,
  SLO_ORDER,
  type SloFilter,
  type SloQueries,
} from './SloQueries';
import type { SloStore } from './SloStore';
import { budgetDays } from './StandingService';
import { windowOf } from './sloWindow';
import type { VerdictStore } from './VerdictStore';

/** How many days of history a page shows unless it asks for others. */
const HISTORY_DAYS = 90;
/** What is due next may be on a later date. */
const DAYS_AHEAD = 3;
const DAY_MS = 24 * 3600_000;

/** What a {@link SloService} needs. @internal */
export type SloServiceOptions = {
  database: Knex;
  store: SloStore;
  queries: SloQueries;
  verdicts: VerdictStore;
  fleet: FleetService;
  calendars: ReadonlyMap<string, NamedCalendar>;
  now: () => Date;
};

/** What may be asked of SLOs. @internal */
export class SloService {
  readonly #options: SloServiceOptions;

  constructor(options: SloServiceOptions) {
    this.#options = options;
  }

  /**
   * A page of the SLOs in force.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async page(
    filter: SloFilter,
    scope: FleetScope,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<SloPage> {
    const after = cursor
      ? decodeCursor(cursor, filter, [...SLO_ORDER])
      : undefined;
    const { slos, total } = await this.#options.queries.page(filter, scope, {
      limit: limit + 1,
      after,
    });
    const page = slos.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(apiSlo),
      totalItems: total,
      nextCursor:
        last && slos.length > limit
          ? encodeCursor(filter, [last.statusRank, last.entityRef, last.id])
          : undefined,
    };
  }

  /** What a pipeline promises, and what is promised with it. */
  async ofPipeline(pipeline: {
    id: number;
    entityRef: string;
  }): Promise<Slo[]> {
    return (await this.#options.queries.ofPipeline(pipeline)).map(apiSlo);
  }

  /**
   * An SLO with its history.
   *
   * @param from - first local date; 90 days ago unless it says otherwise
   * @throws NotFoundError if there is none that the caller may see
   */
  async detail(
    id: number,
    scope: FleetScope,
    from?: string,
  ): Promise<SloDetail> {
    const { calendars, database, now, store, verdicts } = this.#options;
    const slo = await this.#find(id, scope);
    const { window } = slo.definition;
    const first = from ?? dateOf(now().getTime() - HISTORY_DAYS * DAY_MS);
    const versions = await store.versions(id, database);
    // The budget of a day needs the days of its window before it.
    const range = {
      from: windowOf(window, first).from,
      to: dateOf(now().getTime() + DAYS_AHEAD * DAY_MS),
    };
    const stored = await verdicts.days(id, range, database);
    const days = budgetDays(stored, versions);
    const remaining = new Map(
      budgetSeries({ days, window, from: first, to: range.to }).map(point => [
        point.date,
        point.remaining,
      ]),
    );
    const countsOf = new Map(stored.map(day => [day.date, day]));
    const calendar = calendarOf(slo.definition, calendars);
    return {
      slo: apiSlo(slo),
      days: days
        .filter(day => day.date >= first)
        .map(
          ({ date, target, tally }): ApiSloDay => ({
            date,
            target,
            ...tally,
            missing: countsOf.get(date)!.missing,
            rawBad: countsOf.get(date)!.rawBad,
            monthEnd: calendar?.isMonthEnd(date),
            remaining: remaining.get(date),
          }),
        ),
      versions: versions.map(({ validFrom, target, change, definition }) => ({
        validFrom,
        target,
        change,
        definition,
      })),
    };
  }

  /**
   * What became of the occurrences of an SLO, the one due last first.
   *
   * @throws NotFoundError if there is none that the caller may see
   */
  async verdicts(
    id: number,
    scope: FleetScope,
    query: {
      pipelineId?: number;
      states?: VerdictState[];
      from?: string;
      to?: string;
      limit: number;
      cursor?: string;
    },
  ): Promise<VerdictPage> {
    const { database, fleet, queries, verdicts } = this.#options;
    await this.#find(id, scope);
    const visible = await queries.visibleMembers(id, scope);
    const pipelineIds =
      query.pipelineId === undefined
        ? visible
        : visible.filter(member => member === query.pipelineId);
    const { limit, cursor, states, from, to } = query;
    const list = { id, pipeline: query.pipelineId, states, from, to };
    const [dueAt, rowId] = cursor
      ? decodeCursor(cursor, list, ['string', 'number'])
      : [];
    const found = await verdicts.newest(
      { sloId: id, pipelineIds, states },
      {
        limit: limit + 1,
        from,
        to,
        after: cursor
          ? { dueAt: dueAt as string, id: rowId as number }
          : undefined,
      },
      database,
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const refs = await fleet.refs([...new Set(page.map(v => v.pipelineId))]);
    const shown = await fleet.findAll(hopsOf(page).slice(0, 400), scope);
    return {
      items: page.map(verdict =>
        apiVerdict(verdict, refs.get(verdict.pipelineId)!, ref =>
          shown.has(ref),
        ),
      ),
      nextCursor:
        last && found.length > limit
          ? encodeCursor(list, [last.dueAt, last.id])
          : undefined,
    };
  }

  /**
   * An SLO as an OpenSLO v1 document.
   *
   * @throws NotFoundError if there is none that the caller may see
   */
  async openSlo(id: number, scope: FleetScope): Promise<string> {
    return writeOpenSlo(await this.#find(id, scope));
  }

  /**
   * Reads OpenSLO v1 documents into the form of `spec.slos`. Nothing is kept.
   *
   * @throws InputError if it is no YAML
   */
  readOpenSlo(yaml: string): OpenSloImport {
    const calendars = [...this.#options.calendars.keys()];
    return readOpenSlo(yaml, { calendars });
  }

  async #find(id: number, scope: FleetScope): Promise<ListedSlo> {
    const slo = await this.#options.queries.find(id, scope);
    if (!slo) throw new NotFoundError(`There is no SLO ${id} that you may see`);
    return slo;
  }
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
