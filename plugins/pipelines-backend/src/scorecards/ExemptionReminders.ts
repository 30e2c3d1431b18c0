import type { Knex } from 'knex';
import type { FleetService } from '../fleet';
import type { Outbox } from '../notifications';
import { checksOf } from './apiScorecard';
import type { ExemptionStore } from './ExemptionStore';
import type { ScorecardLibrary } from './ScorecardLibrary';
import { exemptionMessage } from './scorecardMessages';

const DAY_MS = 86_400_000;

/** Tells owners of exemptions that end soon, once for each. @internal */
export class ExemptionReminders {
  readonly #options: {
    database: Knex;
    store: ExemptionStore;
    library: ScorecardLibrary;
    fleet: Pick<FleetService, 'findAll'>;
    outbox: Pick<Outbox, 'add'>;
    remindDays: number;
    now: () => Date;
  };

  constructor(options: {
    database: Knex;
    store: ExemptionStore;
    library: ScorecardLibrary;
    fleet: Pick<FleetService, 'findAll'>;
    outbox: Pick<Outbox, 'add'>;
    remindDays: number;
    now: () => Date;
  }) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { database, fleet, library, now, outbox, remindDays, store } =
      this.#options;
    const at = now().toISOString();
    const until = new Date(now().getTime() + remindDays * DAY_MS).toISOString();
    const ending = await store.ending(at, until, database);
    if (ending.length === 0) return;
    const records = await fleet.findAll(
      [...new Set(ending.map(({ entityRef }) => entityRef))],
      {},
    );
    for (const exemption of ending) {
      const owner = records.get(exemption.entityRef)?.owner;
      const scorecard = (await library.find(exemption.scorecardId))?.scorecard;
      const check =
        scorecard &&
        checksOf(scorecard).find(each => each.check.id === exemption.check);
      await database.transaction(async tx => {
        await store.update(exemption.id, { remindedAt: at }, tx);
        if (!owner || !check) return;
        await outbox.add(
          [
            exemptionMessage(exemption, {
              owner,
              checkTitle: check.check.title,
              at,
            }),
          ],
          tx,
        );
      });
    }
  }
}
