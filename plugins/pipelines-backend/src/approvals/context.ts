import type { Knex } from 'knex';
import type { Clock } from '../database/clock';
import type { IdempotencyStore } from '../idempotency';
import type { LedgerService } from '../ledger';
import type { ApprovalStore } from './ApprovalStore';
import type { PeopleDirectory } from './CatalogPeople';
import type { Lifecycle } from './Lifecycle';
import type { Memberships } from './Memberships';
import type { ApprovalRule, Delegation, Exclusion } from './quorum';

/** What the services of this context share. @internal */
export type ApprovalContext = {
  database: Knex;
  store: ApprovalStore;
  lifecycle: Lifecycle;
  memberships: Memberships;
  directory: PeopleDirectory;
  idempotency: IdempotencyStore;
  ledger: LedgerService;
  clock: Clock;
};

/** Everybody whom a question about a request may turn on: groups and users of its rules, and those who are passed rights. @internal */
export function refsOf(
  of: { rules: ApprovalRule[]; exclusions: Exclusion[] },
  delegations: Delegation[],
  more: string[] = [],
): string[] {
  return [
    ...of.rules.flatMap(rule => [
      ...(rule.from === 'anyone' ? [] : rule.from),
      ...(rule.deputies ?? []),
      ...(rule.fallbackApprovers ?? []),
    ]),
    ...delegations.map(d => d.to),
    ...more,
  ];
}
