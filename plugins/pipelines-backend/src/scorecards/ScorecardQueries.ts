import { NotFoundError } from '@backstage/errors';
import type {
  LevelChangePage,
  LevelChangesQuery,
  OwnerScorecards,
  PipelineStanding,
  ScorecardList,
  ScorecardMatrix,
  ScorecardResultPage,
  ScorecardResultsQuery,
} from '@sluice/plugin-pipelines-common';
import type { FactDefinition } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { FleetScope } from '../fleet';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { apiChange, apiScorecard, apiStanding } from './apiScorecard';
import { apiCheckExemption } from './apiExemption';
import type { CheckResult } from './checks';
import type { ExemptionStore } from './ExemptionStore';
import type { FactStore } from './FactStore';
import {
  byGain,
  moversOf,
  ownerStandings,
  toDosOf,
  trendOf,
} from './ownerStandings';
import { rankOf } from './ownerLevels';
import type { ScorecardInForce, ScorecardLibrary } from './ScorecardLibrary';
import type {
  ResultSummary,
  StandingReads,
  TitledResult,
} from './StandingReads';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** A filter by checks looks into rows: so many are read at once. */
const ROWS = 400;
/** More changes of a week aren't counted. */
const MOST_CHANGES = 10_000;

/** What a {@link ScorecardQueries} needs. @internal */
export type ScorecardQueriesOptions = {
  database: Knex;
  library: ScorecardLibrary;
  reads: StandingReads;
  readings: FactStore;
  exemptions: ExemptionStore;
  facts: () => ReadonlyMap<string, FactDefinition>;
  /** Checks again what time may have changed: an exemption has no effect from its last second on, whenever tasks run. */
  refresh: () => Promise<void>;
  now: () => Date;
};

/** Where pipelines and owners stand, for those who may see the pipelines. @internal */
export class ScorecardQueries {
  readonly #options: ScorecardQueriesOptions;

  constructor(options: ScorecardQueriesOptions) {
    this.#options = options;
  }

  /** All scorecards. */
  async list(scope: FleetScope): Promise<ScorecardList> {
    await this.#options.refresh();
    const { facts, library, reads } = this.#options;
    const { problems, scorecards } = await library.current();
    const items: ScorecardList['items'] = [];
    for (const each of scorecards) {
      const results = await reads.summaries(each.scorecard.id, scope);
      items.push(apiScorecard(each, results, facts()));
    }
    return { items, problems, evaluatedAt: await reads.lastRead() };
  }

  /** @throws NotFoundError if there is no such scorecard */
  async matrix(
    scorecardId: string,
    days: number,
    scope: FleetScope,
  ): Promise<ScorecardMatrix> {
    await this.#options.refresh();
    const { facts, reads } = this.#options;
    const inForce = await this.find(scorecardId);
    const results = await reads.summaries(scorecardId, scope);
    const history = await this.#days(scorecardId, days, results, scope);
    const owners = ownerStandings({
      scorecard: inForce.scorecard,
      results,
      days: history,
      moved: await this.#moved(inForce, scope),
    });
    return {
      scorecard: apiScorecard(inForce, results, facts()),
      owners,
      trend: trendOf(inForce.scorecard, history),
      movers: moversOf(owners),
    };
  }

  /** @throws NotFoundError if there is no such scorecard; InputError if the cursor isn't one of this list */
  async results(
    scorecardId: string,
    query: ScorecardResultsQuery,
    scope: FleetScope,
  ): Promise<ScorecardResultPage> {
    await this.#options.refresh();
    const { facts, reads } = this.#options;
    const { scorecard } = await this.find(scorecardId);
    const { check, cursor, level, limit = 50, owner, state } = query;
    const levels = level?.map(each => (each === 'none' ? '' : each));
    const list = { scorecardId, check, levels, owner, state };
    const fits = ({ checks }: { checks: CheckResult[] }) =>
      (!check && !state?.length) ||
      checks.some(
        each =>
          (!check || each.check === check) &&
          (!state?.length || state.includes(each.state)),
      );
    let after = cursor
      ? decodeCursor(cursor, list, ['string', 'string', 'string'])
      : undefined;
    const items: TitledResult[] = [];
    for (;;) {
      const rows = await reads.page({ scorecardId, owner, levels }, scope, {
        limit: ROWS,
        after,
      });
      items.push(...rows.filter(fits));
      if (items.length > limit || rows.length < ROWS) break;
      after = placeOf(rows[rows.length - 1]);
    }
    const all = await reads.summaries(scorecardId, scope, { owner });
    const page = items.slice(0, limit);
    return {
      items: page.map(each => apiStanding(each, scorecard, { facts: facts() })),
      totalItems: all.filter(
        each =>
          fits(each) && (!levels?.length || levels.includes(each.level ?? '')),
      ).length,
      nextCursor:
        items.length > limit
          ? encodeCursor(list, placeOf(page[page.length - 1]))
          : undefined,
    };
  }

  /** All that the caller may see, page by page. @throws as {@link results} */
  async *all(
    scorecardId: string,
    query: Pick<ScorecardResultsQuery, 'owner'>,
    scope: FleetScope,
  ): AsyncGenerator<PipelineStanding[]> {
    await this.#options.refresh();
    const { facts, reads } = this.#options;
    const { scorecard } = await this.find(scorecardId);
    let after: Array<string | number> | undefined;
    for (;;) {
      const rows = await reads.page({ scorecardId, ...query }, scope, {
        limit: ROWS,
        after,
      });
      yield rows.map(each => apiStanding(each, scorecard, { facts: facts() }));
      if (rows.length < ROWS) return;
      after = placeOf(rows[rows.length - 1]);
    }
  }

  /** @throws as {@link results} */
  async changes(
    scorecardId: string,
    query: LevelChangesQuery,
    scope: FleetScope,
  ): Promise<LevelChangePage> {
    const { facts, now, reads } = this.#options;
    const { scorecard } = await this.find(scorecardId);
    const { cursor, entityRef, limit = 50, owner } = query;
    const list = { scorecardId, entityRef, owner, since: query.since };
    const since =
      query.since ?? new Date(now().getTime() - WEEK_MS).toISOString();
    const [at, id] = cursor
      ? decodeCursor(cursor, list, ['string', 'number'])
      : [];
    const found = await reads.changes(
      { scorecardId, owner, entityRef, since: new Date(since).toISOString() },
      scope,
      {
        limit: limit + 1,
        before: cursor ? { at: at as string, id: id as number } : undefined,
      },
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(each => apiChange(each, scorecard, facts())),
      nextCursor:
        last && found.length > limit
          ? encodeCursor(list, [last.at, last.id])
          : undefined,
    };
  }

  /** Where a pipeline stands on each scorecard, with the evidence. @param mayRequest - whether the caller may ask for exemptions */
  async ofPipeline(
    entityRef: string,
    scope: FleetScope,
    mayRequest?: boolean,
  ): Promise<PipelineStanding[]> {
    await this.#options.refresh();
    const { database, exemptions, facts, library, now, readings, reads } =
      this.#options;
    const { scorecards } = await library.current();
    const results = await reads.ofPipeline(entityRef, scope);
    if (results.length === 0) return [];
    const known = await readings.of([entityRef], database);
    const at = now().toISOString();
    const open = await exemptions.open([entityRef], at, database);
    return scorecards.flatMap(({ scorecard }) =>
      results
        .filter(each => each.scorecardId === scorecard.id)
        .map(result =>
          apiStanding(result, scorecard, {
            facts: facts(),
            readings: known.get(entityRef) ?? new Map(),
            exemptions: new Map(
              open
                .filter(each => each.scorecardId === scorecard.id)
                .map(each => [each.check, apiCheckExemption(each, at)]),
            ),
            mayRequest,
          }),
        ),
    );
  }

  /** Where an owner stands on each scorecard that is about one of its pipelines, and what would move it up. */
  async ofOwner(
    owner: string,
    days: number,
    scope: FleetScope,
  ): Promise<OwnerScorecards> {
    await this.#options.refresh();
    const { facts, library, reads } = this.#options;
    const items: OwnerScorecards['items'] = [];
    const toDo: OwnerScorecards['toDo'] = [];
    for (const inForce of (await library.current()).scorecards) {
      const { scorecard } = inForce;
      const results = await reads.summaries(scorecard.id, scope, {
        owner: [owner],
      });
      const [standing] = ownerStandings({
        scorecard,
        results,
        days: await this.#days(scorecard.id, days, results, scope, owner),
        moved: await this.#moved(inForce, scope, owner),
      });
      if (!standing) continue;
      items.push({
        scorecard: apiScorecard(inForce, results, facts()),
        standing,
      });
      toDo.push(...toDosOf(scorecard, results));
    }
    return { owner, items, toDo: toDo.sort(byGain) };
  }

  /** @throws NotFoundError if there is no such scorecard */
  async find(scorecardId: string): Promise<ScorecardInForce> {
    const { library } = this.#options;
    const found = await library.find(scorecardId);
    if (found) return found;
    const { scorecards } = await library.current();
    throw new NotFoundError(
      `There is no scorecard ${scorecardId}: there are ${scorecards
        .map(({ scorecard }) => scorecard.id)
        .join(', ')}`,
    );
  }

  /** History of owners of whose pipelines the caller may see all: counts tell of those that they may not. */
  async #days(
    scorecardId: string,
    days: number,
    results: readonly ResultSummary[],
    scope: FleetScope,
    owner?: string,
  ) {
    const { now, reads } = this.#options;
    const from = new Date(now().getTime() - days * DAY_MS)
      .toISOString()
      .slice(0, 10);
    const found = await reads.days(scorecardId, from, owner);
    if (!scope.conditions && !scope.units) return found;
    const totals = await reads.totals(scorecardId);
    const visible = new Map<string, number>();
    for (const each of results) {
      visible.set(each.owner, (visible.get(each.owner) ?? 0) + 1);
    }
    return found.filter(
      each => visible.get(each.owner) === totals.get(each.owner),
    );
  }

  /** Of each owner, how many pipelines are higher and lower than a week ago. */
  async #moved(
    { scorecard }: ScorecardInForce,
    scope: FleetScope,
    owner?: string,
  ) {
    const { now, reads } = this.#options;
    const changes = await reads.changes(
      {
        scorecardId: scorecard.id,
        since: new Date(now().getTime() - WEEK_MS).toISOString(),
        ...(owner && { owner: [owner] }),
      },
      scope,
      { limit: MOST_CHANGES },
    );
    const moves = new Map<
      string,
      { owner: string; from: number; to: number }
    >();
    // The newest comes first: the last one seen says where a pipeline was.
    for (const { entityRef, from, owner: of, to } of changes) {
      const newest = moves.get(entityRef);
      moves.set(entityRef, {
        owner: newest?.owner ?? of,
        to: newest?.to ?? rankOf(scorecard, to),
        from: rankOf(scorecard, from),
      });
    }
    const moved = new Map<string, { up: number; down: number }>();
    for (const { from, owner: of, to } of moves.values()) {
      const own = moved.get(of) ?? { up: 0, down: 0 };
      if (to > from) own.up += 1;
      if (to < from) own.down += 1;
      moved.set(of, own);
    }
    return moved;
  }
}

function placeOf({ entityRef, owner, sortName }: TitledResult) {
  return [owner, sortName, entityRef];
}
