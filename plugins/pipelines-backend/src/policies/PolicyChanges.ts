import type { JsonObject } from '@backstage/types';
import { policyReadPermission } from '@sluice/plugin-pipelines-common';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  type ApprovalRecord,
  type ApprovalRule,
  type Approvals,
  type Asker,
  type CheckedRules,
  type Exclusion,
  subjectHash,
  type SubjectKind,
} from '../approvals';
import { canonicalJson, digestOf } from '../canonical/digest';
import type { LedgerService } from '../ledger';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';
import { changeRules } from './peopleProblems';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';
import {
  BROUGHT_BY_CONFIG,
  type PolicyRecord,
  type PolicyStore,
} from './PolicyStore';
import { policyDiff } from './policyText';

/** What a {@link PolicyChanges} needs. @internal */
export type PolicyChangesOptions = {
  database: Knex;
  approvals: Approvals;
  ledger: LedgerService;
  store: PolicyStore;
  /** Why a policy can't come into force now; empty if it can. */
  problemsOf: (policy: Policy) => Promise<string[]>;
};

/** Who else has to agree where one isn't enough. */
const SECOND_PERSON: ApprovalRule = {
  name: 'second person',
  minApprovals: 1,
  from: 'anyone',
};

/**
 * Changes of the policy as subjects of approvals, of the type `policy-change`: a version that was brought comes into force in the
 * transaction that uses its approval, and in no other way.
 *
 * @internal
 */
export class PolicyChanges implements SubjectKind {
  readonly type = 'policy-change';
  readonly #options: PolicyChangesOptions;

  constructor(options: PolicyChangesOptions) {
    this.#options = options;
  }

  /**
   * Looks up who could approve a policy instead of the one in force, before the transaction.
   *
   * @returns adds it and asks for its approval, in a transaction; gives its id
   * @throws UnprocessableError if nobody could; ConflictError if it is in force already, or another one came into force meanwhile
   */
  async prepare(policy: Policy, broughtBy: string) {
    const { approvals, database, store } = this.#options;
    const inForce = await store.inForce(database);
    if (!inForce) {
      throw new UnprocessableError(
        'No policy is in force yet: the first one comes from the config of the portal',
      );
    }
    const version = digestOf(policy);
    if (version === inForce.version) {
      throw new ConflictError('This policy is in force already');
    }
    const checked = await approvals.requests.check(
      rulesOf({ policy, broughtBy }, inForce.policy),
      exclusionsOf(broughtBy),
    );
    return async (
      written: { source: string | null; reason: string | null; at: string },
      tx: Knex.Transaction,
    ): Promise<number> => {
      const now = await store.lockInForce(tx);
      if (now?.id !== inForce.id) {
        throw new ConflictError(
          'Another policy came into force meanwhile: look at it and propose again',
        );
      }
      const brought = await store.add(
        {
          version,
          policy,
          base: inForce.version,
          broughtBy,
          broughtAt: written.at,
          source: written.source,
          reason: written.reason,
        },
        tx,
      );
      await this.#ask(brought, inForce, checked, tx);
      return brought.id;
    };
  }

  async #ask(
    brought: PolicyRecord,
    inForce: PolicyRecord,
    checked: CheckedRules,
    tx: Knex.Transaction,
  ): Promise<void> {
    const { approvals, ledger, store } = this.#options;
    const { broughtBy, id, policy, reason, version } = brought;
    const request = await approvals.requests.add(
      {
        type: this.type,
        ref: refOf(id),
        subject: subjectOf(brought, inForce),
        snapshot: { diff: policyDiff(inForce.policy, policy) },
        title: `Change the policy of delivery to version ${version.slice(
          0,
          12,
        )}`,
        requestedBy: broughtBy,
        ...approvals.ttl,
      },
      checked,
      tx,
    );
    await store.setApproval(id, request.id, tx);
    await ledger.append(
      [
        {
          actor: broughtBy,
          type: 'policy.proposed',
          subject: refOf(id),
          payload: {
            from: inForce.version,
            to: version,
            approvalId: request.id,
          },
          redactable: reason ? { reason } : undefined,
        },
      ],
      tx,
    );
  }

  async isVisible(_: ApprovalRecord, asker: Asker): Promise<boolean> {
    return (await asker.scopeOf(policyReadPermission)) !== undefined;
  }

  /** Whoever sees it may vote, as far as the rules go. */
  async checkVoter(): Promise<void> {}

  async recompute(
    request: ApprovalRecord,
    tx: Knex.Transaction,
  ): Promise<JsonObject | undefined> {
    const { store } = this.#options;
    const brought = await store.find(idOf(request), tx);
    const inForce = await store.inForce(tx);
    if (!brought || !inForce || brought.endedAt || brought.inForceFrom) {
      return undefined;
    }
    return subjectOf(brought, inForce);
  }

  /** Puts it in force, unless people or things that it names have gone since. */
  async approved(request: ApprovalRecord): Promise<void> {
    const { approvals, database, ledger, problemsOf, store } = this.#options;
    const brought = await store.find(idOf(request), database);
    const inForce = await store.inForce(database);
    if (!brought || !inForce) return;
    const problems = await problemsOf(brought.policy);
    if (problems.length > 0) {
      await database.transaction(tx =>
        approvals.requests.endIfOpen(
          request.id,
          {
            actor: 'system:policies',
            reason: `It can't come into force: ${problems.join('; ')}`,
          },
          tx,
        ),
      );
      return;
    }
    await approvals.consuming.consume(
      {
        id: request.id,
        subjectHash: subjectHash(
          this.type,
          refOf(brought.id),
          subjectOf(brought, inForce),
        ),
        actor: 'system:policies',
      },
      async ({ at }, tx) => {
        if (!(await store.replace(inForce.id, brought.id, at, tx))) {
          throw new ConflictError('Another policy came into force meanwhile');
        }
        await ledger.append(
          [
            {
              actor: 'system:policies',
              type: 'policy.changed',
              subject: `policy:${brought.id}`,
              payload: {
                from: inForce.version,
                to: brought.version,
                approvalId: request.id,
              },
            },
          ],
          tx,
        );
      },
    );
  }

  /** What was rejected or has expired isn't proposed any more. */
  async ended(
    request: ApprovalRecord,
    { at }: { at: string },
    tx: Knex.Transaction,
  ): Promise<void> {
    await this.#options.store.end(idOf(request), at, tx);
  }
}

/**
 * Who approves: those whom the policy **in force** names. A second person comes in where the config brought it, since it doesn't say who
 * wrote it, and where a template for standard changes comes or changes, since that approves many changes at once.
 */
function rulesOf(
  { broughtBy, policy }: { policy: Policy; broughtBy: string },
  inForce: Policy,
): ApprovalRule[] {
  const templates = ({ standardChanges = [] }: Policy) =>
    canonicalJson(standardChanges);
  const takesTwo =
    broughtBy === BROUGHT_BY_CONFIG || templates(policy) !== templates(inForce);
  return [...changeRules(inForce), ...(takesTwo ? [SECOND_PERSON] : [])];
}

function exclusionsOf(broughtBy: string): Exclusion[] {
  return broughtBy === BROUGHT_BY_CONFIG
    ? []
    : [{ person: broughtBy, reason: 'policy-editor' }];
}

function subjectOf(brought: PolicyRecord, inForce: PolicyRecord): JsonObject {
  return {
    from: inForce.version,
    // Of the content as it is now, so that a row that somebody edited is noticed.
    to: digestOf(brought.policy),
    policy: brought.policy as JsonObject,
    broughtBy: brought.broughtBy,
    broughtAt: brought.broughtAt,
  };
}

function refOf(policyId: number): string {
  return `policy:${policyId}`;
}

function idOf(request: ApprovalRecord): number {
  return Number(request.subjectRef.split(':')[1]);
}
