import { InputError } from '@backstage/errors';
import type { OwnerMonth } from '@sluice/plugin-pipelines-common';
import type { FactDefinition } from '@sluice/plugin-pipelines-node';
import { DateTime } from 'luxon';
import type { FleetScope } from '../fleet';
import { apiChange } from './apiScorecard';
import type { ExemptionQueries } from './ExemptionQueries';
import { byGain, toDosOf, trendOf } from './ownerStandings';
import type { ScorecardLibrary } from './ScorecardLibrary';
import type { StandingReads } from './StandingReads';

/** More changes of one month help nobody. */
const MOST_CHANGES = 200;

/** [from, to), ISO 8601 in UTC. @internal */
export type MonthPeriod = { from: string; to: string };

/** What others know of some pipelines in a period. @internal */
export interface MonthReader {
  /**
   * @param pipelines - entity refs
   * @param options - `withCost`: whether the caller may see costs; `budgetsOn`: the day at whose end budgets are wanted, now without
   */
  read(
    pipelines: string[],
    period: MonthPeriod,
    scope: FleetScope,
    options: { withCost: boolean; budgetsOn?: string },
  ): Promise<
    Pick<OwnerMonth, 'budgets' | 'incidents' | 'cost' | 'unmanagedChanges'>
  >;
}

/** Sums up an owner's month. @internal */
export class MonthService {
  readonly #options: {
    library: ScorecardLibrary;
    reads: StandingReads;
    exemptions: Pick<ExemptionQueries, 'within'>;
    facts: () => ReadonlyMap<string, FactDefinition>;
    reader: MonthReader;
    /** Entity refs of the pipelines of an owner that may be seen. */
    pipelinesOf: (owner: string, scope: FleetScope) => Promise<string[]>;
    now: () => Date;
  };

  constructor(options: {
    library: ScorecardLibrary;
    reads: StandingReads;
    exemptions: Pick<ExemptionQueries, 'within'>;
    facts: () => ReadonlyMap<string, FactDefinition>;
    reader: MonthReader;
    pipelinesOf: (owner: string, scope: FleetScope) => Promise<string[]>;
    now: () => Date;
  }) {
    this.#options = options;
  }

  /**
   * @param month - in UTC, for example `2026-11`
   * @throws InputError if the month hasn't begun
   */
  async of(
    owner: string,
    month: string,
    scope: FleetScope,
    options: { withCost: boolean },
  ): Promise<OwnerMonth> {
    const { exemptions, facts, library, now, pipelinesOf, reader, reads } =
      this.#options;
    const start = DateTime.fromISO(`${month}-01`, { zone: 'utc' });
    const at = now();
    if (!start.isValid || start.toJSDate() > at) {
      throw new InputError(
        `month is ${month}, which hasn't begun: name one that has, such as ${at
          .toISOString()
          .slice(0, 7)}`,
      );
    }
    const period = {
      from: start.toJSDate().toISOString(),
      to: start.plus({ months: 1 }).toJSDate().toISOString(),
    };
    const pipelines = await pipelinesOf(owner, scope);
    const scorecards: OwnerMonth['scorecards'] = [];
    const toDo: OwnerMonth['toDo'] = [];
    for (const { scorecard } of (await library.current()).scorecards) {
      const own = { owner: [owner] };
      const results = await reads.summaries(scorecard.id, scope, own);
      if (results.length === 0) continue;
      const total = (await reads.totals(scorecard.id)).get(owner);
      const days =
        total === results.length
          ? trendOf(
              scorecard,
              await reads.days(scorecard.id, period.from.slice(0, 10), owner),
            ).filter(({ date }) => date < period.to.slice(0, 10))
          : [];
      const changes = await reads.changes(
        {
          scorecardId: scorecard.id,
          ...own,
          since: period.from,
          to: period.to,
        },
        scope,
        { limit: MOST_CHANGES },
      );
      scorecards.push({
        scorecardId: scorecard.id,
        title: scorecard.title,
        levelAtStart: days[0]?.level,
        levelAtEnd: days.at(-1)?.level,
        start: days[0],
        end: days.at(-1),
        changes: changes.map(each => apiChange(each, scorecard, facts())),
      });
      toDo.push(...toDosOf(scorecard, results));
    }
    const isOver = period.to <= at.toISOString();
    const budgetsOn = isOver
      ? start.endOf('month').toISODate() ?? undefined
      : undefined;
    return {
      owner,
      month,
      ...period,
      isOver,
      budgetsOn,
      pipelines: pipelines.length,
      scorecards,
      ...(await reader.read(pipelines, period, scope, {
        ...options,
        budgetsOn,
      })),
      exemptions: await exemptions.within(owner, period, scope),
      toDo: toDo.sort(byGain),
    };
  }
}
