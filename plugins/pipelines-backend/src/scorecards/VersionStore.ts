import type { Knex } from 'knex';

/** A scorecard as it was written. @internal */
export type VersionRecord = {
  scorecardId: string;
  digest: string;
  /** Canonical JSON. */
  content: string;
  fromAt: string;
};

/** Scorecards as they were written. @internal */
export interface VersionStore {
  /** Those in force. */
  open(db: Knex): Promise<VersionRecord[]>;
  /** Ends the one in force of the same id, if there is one. */
  put(version: VersionRecord, tx: Knex): Promise<void>;
  /** Ends those of these ids. */
  end(scorecardIds: readonly string[], at: string, tx: Knex): Promise<void>;
}

/** {@link VersionStore} on SQLite and PostgreSQL. @internal */
export class DatabaseVersionStore implements VersionStore {
  async open(db: Knex): Promise<VersionRecord[]> {
    const rows = await db('scorecard_versions')
      .whereNull('to_at')
      .orderBy('scorecard_id');
    return rows.map(row => ({
      scorecardId: row.scorecard_id,
      digest: row.digest,
      content: row.content,
      fromAt: row.from_at,
    }));
  }

  async put(version: VersionRecord, tx: Knex): Promise<void> {
    await this.end([version.scorecardId], version.fromAt, tx);
    await tx('scorecard_versions').insert({
      scorecard_id: version.scorecardId,
      digest: version.digest,
      content: version.content,
      from_at: version.fromAt,
    });
  }

  async end(
    scorecardIds: readonly string[],
    at: string,
    tx: Knex,
  ): Promise<void> {
    if (scorecardIds.length === 0) return;
    await tx('scorecard_versions')
      .whereIn('scorecard_id', [...scorecardIds])
      .whereNull('to_at')
      .update({ to_at: at });
  }
}
