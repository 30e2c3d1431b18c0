import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  promotionApprovePermission,
  promotionReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import {
  type ApprovalRecord,
  type Asker,
  subjectHash,
  type SubjectKind,
} from '../../approvals';
import { type PromotionContext, ENGINE } from '../context';
import type { HoldRecord } from '../records';
import type { Target } from './UnitStore';

const HOUR = 3600;

/** Holds on automatic promotion: set by one person or by a rollback, ended by a second person or by a newer release that people approved. @internal */
export class HoldService implements SubjectKind {
  readonly type = 'hold-release';
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  /** @throws NotFoundError if there is no such unit */
  async set(
    target: Target,
    how: { by: string; reason: string },
  ): Promise<HoldRecord> {
    const { clock, database, environments, ledger, members, units } =
      this.#context;
    const { environment, unit } = target;
    if (
      !environments.includes(environment) ||
      (await members.of(unit)).length === 0
    ) {
      throw new NotFoundError(`There is no unit ${unit} in ${environment}`);
    }
    const set = await database.transaction(async tx => {
      const at = await clock.now(tx);
      const hold = await units.addHold(
        {
          ...target,
          reason: how.reason,
          promotionId: null,
          setBy: how.by,
          setAt: at,
        },
        tx,
      );
      await ledger.append(
        [
          {
            actor: how.by,
            type: 'hold.set',
            subject: `hold:${hold.id}`,
            payload: { ...target, promotionId: null },
            redactable: { reason: how.reason },
          },
        ],
        tx,
      );
      return hold;
    });
    this.#context.changed([]);
    return set;
  }

  /**
   * Asks another person to agree that a hold ends.
   *
   * @throws NotFoundError if there is none; ConflictError if it has ended, or somebody has asked
   */
  async askToEnd(id: number, by: string): Promise<HoldRecord> {
    const { approvals, database, units } = this.#context;
    const found = await units.findHold(id, database);
    if (!found) throw new NotFoundError(`There is no hold ${id}`);
    if (found.endedAt !== null) {
      throw new ConflictError(`Hold ${id} ended at ${found.endedAt}`);
    }
    const checked = await approvals.requests.check(
      [{ name: 'independent', minApprovals: 1, from: 'anyone' }],
      [{ person: by, reason: 'requester' }],
    );
    await database.transaction(async tx => {
      const request = await approvals.requests.add(
        {
          type: 'hold-release',
          ref: `hold:${id}`,
          subject: subjectOf(found),
          title: `End the hold on ${found.unit} in ${found.environment}`,
          requestedBy: by,
          pendingTtlSeconds: 24 * HOUR,
          approvedTtlSeconds: HOUR,
        },
        checked,
        tx,
      );
      await units.updateHold(id, { approvalId: request.id }, tx);
    });
    this.#context.changed([]);
    return (await units.findHold(id, database))!;
  }

  async isVisible(_request: ApprovalRecord, asker: Asker): Promise<boolean> {
    return (await asker.scopeOf(promotionReadPermission)) !== undefined;
  }

  async checkVoter(_request: ApprovalRecord, asker: Asker): Promise<void> {
    if (await asker.scopeOf(promotionApprovePermission)) return;
    throw new NotAllowedError('You may not vote on holds');
  }

  async recompute(
    request: ApprovalRecord,
    tx: Knex.Transaction,
  ): Promise<JsonObject | undefined> {
    const hold = await this.#context.units.findHold(idOf(request), tx);
    return hold && hold.endedAt === null ? subjectOf(hold) : undefined;
  }

  async approved(request: ApprovalRecord): Promise<void> {
    const { approvals, ledger, units } = this.#context;
    const id = idOf(request);
    await approvals.consuming.consume(
      {
        id: request.id,
        subjectHash: subjectHash(
          'hold-release',
          request.subjectRef,
          request.subject,
        ),
        actor: ENGINE,
      },
      async ({ at }, tx) => {
        await units.updateHold(
          id,
          { endedAt: at, endedBy: request.requestedBy },
          tx,
        );
        const hold = (await units.findHold(id, tx))!;
        await ledger.append(
          [
            {
              actor: request.requestedBy,
              type: 'hold.ended',
              subject: `hold:${id}`,
              payload: {
                unit: hold.unit,
                environment: hold.environment,
                approvalId: request.id,
              },
            },
          ],
          tx,
        );
      },
    );
    this.#context.changed([]);
  }
}

function subjectOf(hold: HoldRecord): JsonObject {
  const { environment, id, setAt, unit } = hold;
  return { holdId: id, unit, environment, setAt };
}

function idOf(request: ApprovalRecord): number {
  return Number(request.subjectRef.split(':')[1]);
}
