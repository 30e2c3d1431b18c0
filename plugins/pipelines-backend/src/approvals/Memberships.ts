import type { Knex } from 'knex';
import type { LedgerEntry } from '../ledger';
import type { People } from './quorum';

/** Notices who joins and leaves the groups that rules name: each change is a row of the ledger. @internal */
export class Memberships {
  /**
   * Compares with what was seen last, and keeps what is seen now.
   *
   * @param at - by the clock of the database
   * @returns the rows that belong into the ledger at the end of the transaction
   */
  async record(
    people: People,
    at: string,
    tx: Knex.Transaction,
  ): Promise<LedgerEntry[]> {
    const groups = [...people.members.keys()].sort();
    if (groups.length === 0) return [];
    const rows = await tx('approval_memberships')
      .whereIn('group_ref', groups)
      .orderBy('group_ref')
      .forUpdate();
    const before = new Map<string, string[]>(
      rows.map(row => [row.group_ref, JSON.parse(row.members)]),
    );
    const entries: LedgerEntry[] = [];
    for (const group of groups) {
      const members = [...(people.members.get(group) ?? [])].sort();
      const old = before.get(group);
      const joined = members.filter(m => !old?.includes(m));
      const left = old?.filter(m => !members.includes(m)) ?? [];
      if (old && joined.length === 0 && left.length === 0) continue;
      await tx('approval_memberships')
        .insert({
          group_ref: group,
          members: JSON.stringify(members),
          seen_at: at,
        })
        .onConflict('group_ref')
        .merge();
      entries.push({
        actor: 'system:identity',
        type: old ? 'membership.changed' : 'membership.seen',
        subject: group,
        payload: old ? { joined, left } : { members },
      });
    }
    return entries;
  }
}
