import type {
  LevelChangePage,
  LevelChangesQuery,
  PipelineStanding,
  ScorecardResultPage,
  ScorecardResultsQuery,
} from '@sluice/plugin-pipelines-common';
import type { FactDefinition } from '@sluice/plugin-pipelines-node';
import type { FleetScope } from '../fleet';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { apiChange, apiStanding } from './apiScorecard';
import type { CheckResult } from './checks';
import type { ScorecardLibrary } from './ScorecardLibrary';
import type { StandingReads, TitledResult } from './StandingReads';

const WEEK_MS = 7 * 86_400_000;
/** A filter by checks looks into rows: so many are read at once. */
const ROWS = 400;

/** What a {@link ResultQueries} needs. @internal */
export type ResultQueriesOptions = {
  library: ScorecardLibrary;
  reads: StandingReads;
  facts: () => ReadonlyMap<string, FactDefinition>;
  /** Checks again what time may have changed. */
  refresh: () => Promise<void>;
  now: () => Date;
};

/** Lists of a scorecard, page by page: pipelines with what came of their checks, and changes of levels. @internal */
export class ResultQueries {
  readonly #options: ResultQueriesOptions;

  constructor(options: ResultQueriesOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError if there is no such scorecard; InputError if the cursor isn't one of this list */
  async page(
    scorecardId: string,
    query: ScorecardResultsQuery,
    scope: FleetScope,
  ): Promise<ScorecardResultPage> {
    await this.#options.refresh();
    const { facts, library, reads } = this.#options;
    const { scorecard } = await library.get(scorecardId);
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
    const shown = items.slice(0, limit);
    return {
      items: shown.map(each =>
        apiStanding(each, scorecard, { facts: facts() }),
      ),
      totalItems: all.filter(
        each =>
          fits(each) && (!levels?.length || levels.includes(each.level ?? '')),
      ).length,
      nextCursor:
        items.length > limit
          ? encodeCursor(list, placeOf(shown[shown.length - 1]))
          : undefined,
    };
  }

  /** All that the caller may see, page by page. @throws as {@link page} */
  async *all(
    scorecardId: string,
    query: Pick<ScorecardResultsQuery, 'owner'>,
    scope: FleetScope,
  ): AsyncGenerator<PipelineStanding[]> {
    await this.#options.refresh();
    const { facts, library, reads } = this.#options;
    const { scorecard } = await library.get(scorecardId);
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

  /** @throws as {@link page} */
  async changes(
    scorecardId: string,
    query: LevelChangesQuery,
    scope: FleetScope,
  ): Promise<LevelChangePage> {
    const { facts, library, now, reads } = this.#options;
    const { scorecard } = await library.get(scorecardId);
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
}

function placeOf({ entityRef, owner, sortName }: TitledResult) {
  return [owner, sortName, entityRef];
}
