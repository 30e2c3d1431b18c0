import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { databaseClock } from '../database/clock';

/** What a past calls what it brought. @internal */
export type PastKind = 'release' | 'promotion' | 'incident';

/** How far a past was told. @internal */
export type Telling = {
  name: string;
  /** ISO 8601 in UTC: what it leads up to. */
  anchorAt: string;
  /** Events that were told. */
  position: number;
  toldAt: string | null;
};

/** How long a process may say nothing before another one goes on. In seconds. */
const LEASE_SECONDS = 30;

const later = (at: string, seconds: number) =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();

/** Which past was told to this database, and how far. @internal */
export class PastStore {
  readonly #database: Knex;
  readonly #teller = randomUUID();

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /**
   * Takes a past over, to tell it or to go on with it.
   *
   * @returns what was told of it by now, and whether it is ours to go on
   */
  async claim(
    name: string,
  ): Promise<{ telling: Telling; isOurs: boolean } | undefined> {
    const database = this.#database;
    const at = await databaseClock.now(database);
    const known = await this.#find(name);
    if (!known) {
      // A past comes before everything else in the ledger: its times never go back.
      if (await database('ledger').first('seq')) return undefined;
      await database('past_tellings')
        .insert({ name, anchor_at: at, position: 0 })
        .onConflict('name')
        .ignore();
    }
    const taken = await database('past_tellings')
      .where({ name, told_at: null })
      .andWhere(query =>
        query
          .whereNull('teller_until')
          .orWhere('teller_until', '<', at)
          .orWhere({ teller: this.#teller }),
      )
      .update({ teller: this.#teller, teller_until: later(at, LEASE_SECONDS) });
    return { telling: (await this.#find(name))!, isOurs: taken > 0 };
  }

  /** Says that so many events were told. @returns false if another process has taken over */
  async advance(name: string, position: number): Promise<boolean> {
    const at = new Date().toISOString();
    const kept = await this.#database('past_tellings')
      .where({ name, teller: this.#teller })
      .update({ position, teller_until: later(at, LEASE_SECONDS) });
    return kept > 0;
  }

  /** Says that all of it was told. */
  async finish(name: string): Promise<void> {
    await this.#database('past_tellings')
      .where({ name, teller: this.#teller })
      .update({
        told_at: await databaseClock.now(this.#database),
        teller_until: null,
      });
  }

  /** Keeps what an event brought under its name. */
  async addName(
    past: string,
    kind: PastKind,
    name: string,
    id: number,
  ): Promise<void> {
    await this.#database('past_names')
      .insert({ past, kind, name, id })
      .onConflict(['past', 'kind', 'name'])
      .ignore();
  }

  /** `<kind> <name>` with the ids. */
  async names(past: string): Promise<Map<string, number>> {
    const rows = await this.#database('past_names').where({ past });
    return new Map(rows.map(row => [`${row.kind} ${row.name}`, row.id]));
  }

  async #find(name: string): Promise<Telling | undefined> {
    const row = await this.#database('past_tellings').where({ name }).first();
    return (
      row && {
        name,
        anchorAt: row.anchor_at,
        position: row.position,
        toldAt: row.told_at,
      }
    );
  }
}
