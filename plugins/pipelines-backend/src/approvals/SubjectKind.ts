import type { JsonObject } from '@backstage/types';
import type { Permission } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { Access } from '../authorize';
import { digestOf } from '../canonical/digest';
import type { ApprovalRecord, SubjectType } from './records';

/** Who asks, and what they may do. @internal */
export type Asker = {
  /** Entity ref of the person. */
  person: string;
  /** What they may do with a permission. @returns undefined if nothing */
  scopeOf(permission: Permission): Promise<Access['scope'] | undefined>;
};

/** What a context says about the subjects of a type that it brings. @internal */
export interface SubjectKind {
  readonly type: SubjectType;
  /** Whether the asker may see a request of it. */
  isVisible(request: ApprovalRecord, asker: Asker): Promise<boolean>;
  /** @throws NotAllowedError that says why, if the asker may not vote, whatever the rules say */
  checkVoter(request: ApprovalRecord, asker: Asker): Promise<void>;
  /**
   * The subject as it would be put together now, from what may have changed since: it is compared at each vote and before it is used.
   * Queries go through `tx`, and nothing else is waited for.
   *
   * @returns undefined if there is nothing to decide on any more
   */
  recompute(
    request: ApprovalRecord,
    tx: Knex.Transaction,
  ): Promise<JsonObject | undefined>;
  /** Called after the vote that approved it was committed. It may be called again; what it does has to happen once. */
  approved?(request: ApprovalRecord): Promise<void>;
  /** Called in the transaction in which a request ends without having been used: rejected, withdrawn, expired or invalidated. */
  ended?(
    request: ApprovalRecord,
    how: { actor: string; at: string },
    tx: Knex.Transaction,
  ): Promise<void>;
}

/** What votes are bound to. @internal */
export function subjectHash(
  type: SubjectType,
  ref: string,
  subject: JsonObject,
): string {
  return digestOf({ type, ref, subject });
}
