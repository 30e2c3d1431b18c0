import type { FactReading } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { changedFacts } from './changedFacts';
import type { Exemption } from './checks';
import { evaluate, type Evaluation, type VersionedScorecard } from './evaluate';
import type { FactStore } from './FactStore';
import type { LevelChange, ResultStore } from './ResultStore';
import type { ScorecardSubject } from './subject';

/** What a {@link ScorecardEvaluator} needs. @internal */
export type ScorecardEvaluatorOptions = {
  database: Knex;
  facts: FactStore;
  results: ResultStore;
  scorecards: () => Promise<readonly VersionedScorecard[]>;
  /** Of some pipelines; those that aren't in the catalog are left out. */
  subjects: (entityRefs: readonly string[]) => Promise<ScorecardSubject[]>;
  /** Of some pipelines, of any time. */
  exemptions: (entityRefs: readonly string[]) => Promise<Exemption[]>;
  /** Tells people, in the transaction of the change. */
  tell?: (changes: LevelChange[], tx: Knex.Transaction) => Promise<void>;
  onMoved: (changes: LevelChange[]) => Promise<void>;
  now: () => Date;
};

/** So many pipelines are checked in one transaction. */
const AT_ONCE = 100;

/** Checks pipelines of which something is new, and only those. @internal */
export class ScorecardEvaluator {
  readonly #options: ScorecardEvaluatorOptions;

  constructor(options: ScorecardEvaluatorOptions) {
    this.#options = options;
  }

  /** Takes in what providers have read. @returns how many pipelines something new was said of */
  async takeIn(readings: readonly FactReading[]): Promise<number> {
    const { database, facts, now, scorecards } = this.#options;
    const maxAges = maxAgesOf(await scorecards());
    const known = await facts.of(refsOf(readings), database);
    const changed = changedFacts(readings, known, fact => maxAges.get(fact));
    if (changed.length === 0) return 0;
    const at = now().toISOString();
    await database.transaction(tx => facts.put(changed, at, tx));
    const entityRefs = refsOf(changed);
    await this.check(entityRefs);
    return entityRefs.length;
  }

  /** Checks those of which time may have changed something. */
  async recheck(limit = 500): Promise<void> {
    const { database, now, results } = this.#options;
    const at = now().toISOString();
    await this.check(await results.due(at, limit, database));
  }

  /** Checks pipelines by all scorecards. Doing it twice changes nothing. */
  async check(entityRefs: readonly string[]): Promise<void> {
    const { database, exemptions, facts, now, results, scorecards, subjects } =
      this.#options;
    const versions = await scorecards();
    for (let start = 0; start < entityRefs.length; start += AT_ONCE) {
      const refs = entityRefs.slice(start, start + AT_ONCE);
      const known = await subjects(refs);
      const granted = await exemptions(refs);
      const at = now().toISOString();
      const moved = await database.transaction(async tx => {
        const before = await results.of(refs, tx);
        const readings = await facts.of(refs, tx);
        const evaluations = known.flatMap(subject =>
          versions.map(versioned =>
            evaluate({
              versioned,
              subject,
              readings: readings.get(subject.entityRef) ?? new Map(),
              exemptions: granted,
              before: before.find(
                each =>
                  each.entityRef === subject.entityRef &&
                  each.scorecardId === versioned.scorecard.id,
              ),
              at,
            }),
          ),
        );
        const gone = before.filter(
          ({ entityRef, scorecardId }) =>
            !known.some(each => each.entityRef === entityRef) ||
            !versions.some(each => each.scorecard.id === scorecardId),
        );
        return this.#write(
          [...evaluations, ...gone.map(remove => ({ remove }))],
          tx,
        );
      });
      if (moved.length > 0) await this.#options.onMoved(moved);
    }
  }

  async #write(
    evaluations: Evaluation[],
    tx: Knex.Transaction,
  ): Promise<LevelChange[]> {
    const { results } = this.#options;
    await results.put(present(evaluations.map(each => each.put)), tx);
    await results.remove(present(evaluations.map(each => each.remove)), tx);
    const changes = present(evaluations.map(each => each.change));
    await results.addChanges(changes, tx);
    if (changes.length > 0) await this.#options.tell?.(changes, tx);
    return changes;
  }
}

/** How old each fact may be at most, in hours, by the strictest check. */
function maxAgesOf(
  scorecards: readonly VersionedScorecard[],
): Map<string, number> {
  const ages = new Map<string, number>();
  const checks = scorecards.flatMap(({ scorecard }) =>
    scorecard.levels.flatMap(level => level.checks),
  );
  for (const { fact, maxAgeHours } of checks) {
    if (maxAgeHours === undefined) continue;
    ages.set(fact, Math.min(ages.get(fact) ?? maxAgeHours, maxAgeHours));
  }
  return ages;
}

function refsOf(readings: readonly FactReading[]): string[] {
  return [...new Set(readings.map(each => each.entityRef))];
}

function present<T>(items: Array<T | undefined>): T[] {
  return items.filter((each): each is T => each !== undefined);
}
