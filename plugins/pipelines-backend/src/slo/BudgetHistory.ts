import type { SloStatus } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { type Budget, budget } from './budget';
import { addDays } from './localTime';
import type { SloRecord, SloVersion } from './sloRecords';
import { sloStatus } from './sloStatus';
import type { SloStore } from './SloStore';
import { windowOf } from './sloWindow';
import { budgetDays } from './StandingService';
import type { VerdictStore } from './VerdictStore';

/** Where an SLO stood at the end of a day. @internal */
export type PastStanding = {
  /** Met, exhausted or unknown: what burned then, or was about to be missed, isn't kept. */
  status: SloStatus;
  /** In percent, as it was then. */
  target: number;
  budget: Budget;
};

/** Budgets as they were, from the days that are kept of each SLO. @internal */
export class BudgetHistory {
  readonly #options: {
    database: Knex;
    store: Pick<SloStore, 'versionsOf'>;
    verdicts: Pick<VerdictStore, 'daysOf'>;
  };

  constructor(options: {
    database: Knex;
    store: Pick<SloStore, 'versionsOf'>;
    verdicts: Pick<VerdictStore, 'daysOf'>;
  }) {
    this.#options = options;
  }

  /**
   * Where SLOs stood at the end of a day, by their ids.
   *
   * @param date - the local date of each, ISO 8601: `2026-10-31`
   */
  async at(
    slos: ReadonlyArray<Pick<SloRecord, 'definition' | 'id'>>,
    date: string,
  ): Promise<Map<number, PastStanding>> {
    if (slos.length === 0) return new Map();
    const { database, store, verdicts } = this.#options;
    const ids = slos.map(({ id }) => id);
    const opens = new Map(
      slos.map(({ definition, id }) => [
        id,
        windowOf(definition.window, date).from,
      ]),
    );
    const from = [...opens.values()].sort()[0];
    const days = await verdicts.daysOf(
      ids,
      { from, to: addDays(date, 1) },
      database,
    );
    const versions = await store.versionsOf(ids, database);
    return new Map(
      slos.map(({ definition, id }) => {
        const known: SloVersion[] = versions.get(id) ?? [];
        const counted = budgetDays(
          (days.get(id) ?? []).filter(day => day.date >= opens.get(id)!),
          known,
        );
        const left = budget({ days: counted });
        return [
          id,
          {
            status: sloStatus({ budget: left }),
            target: counted.at(-1)?.target ?? definition.target,
            budget: left,
          },
        ];
      }),
    );
  }
}
