import type {
  OwnerScorecards,
  PipelineStanding,
  ScorecardList,
  ScorecardMatrix,
} from '@sluice/plugin-pipelines-common';
import type { FactDefinition } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { FleetScope } from '../fleet';
import { apiScorecard, apiStanding } from './apiScorecard';
import { apiCheckExemption } from './apiExemption';
import type { ExemptionStore } from './ExemptionStore';
import type { ExemptionTerms } from './exemptionTerms';
import type { FactStore } from './FactStore';
import {
  byGain,
  moversOf,
  ownerStandings,
  toDosOf,
  trendOf,
} from './ownerStandings';
import type { OwnerHistory } from './OwnerHistory';
import type { ScorecardLibrary } from './ScorecardLibrary';
import type { StandingReads } from './StandingReads';

/** What a {@link ScorecardQueries} needs. @internal */
export type ScorecardQueriesOptions = {
  database: Knex;
  library: ScorecardLibrary;
  reads: StandingReads;
  readings: FactStore;
  exemptions: ExemptionStore;
  history: OwnerHistory;
  /** Who has to agree to an exemption, and for how long at most, by pipeline. */
  terms: (entityRef: string) => Promise<ExemptionTerms>;
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
    const { facts, history, library, reads } = this.#options;
    const inForce = await library.get(scorecardId);
    const results = await reads.summaries(scorecardId, scope);
    const seen = { results, days, scope };
    const trend = await history.days(scorecardId, seen);
    const owners = ownerStandings({
      scorecard: inForce.scorecard,
      results,
      days: trend,
      moved: await history.moved(inForce.scorecard, scope),
    });
    return {
      scorecard: apiScorecard(inForce, results, facts()),
      owners,
      trend: trendOf(inForce.scorecard, trend),
      movers: moversOf(owners),
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
    const { maxDays } = await this.#options.terms(entityRef);
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
            exemptionDays: maxDays,
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
    const { facts, history, library, reads } = this.#options;
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
        days: await history.days(scorecard.id, { results, days, scope, owner }),
        moved: await history.moved(scorecard, scope, owner),
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
}
