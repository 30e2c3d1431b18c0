import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  operationApprovePermission,
  operationReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { ApprovalRecord, Asker, SubjectKind } from '../approvals';
import type { OperationContext } from './context';
import { isOver, type OperationEvent } from './operationState';
import { idOf, operationSubject } from './subject';

/** How the end of a request ends its operation. */
const ENDINGS: Partial<Record<ApprovalRecord['state'], OperationEvent>> = {
  Rejected: 'reject',
  Withdrawn: 'withdraw',
  Expired: 'expire',
  Invalidated: 'invalidate',
};

/** Operations as subjects of approvals. What is about to be done is compared with the cluster itself when it begins. @internal */
export class OperationSubjects implements SubjectKind {
  readonly type = 'operation';
  readonly #context: OperationContext;

  constructor(context: OperationContext) {
    this.#context = context;
  }

  async isVisible(_request: ApprovalRecord, asker: Asker): Promise<boolean> {
    return (await asker.scopeOf(operationReadPermission)) !== undefined;
  }

  async checkVoter(_request: ApprovalRecord, asker: Asker): Promise<void> {
    if (await asker.scopeOf(operationApprovePermission)) return;
    throw new NotAllowedError('You may not vote on operations');
  }

  /** Of the row as it is now, so that one that somebody edited is noticed, and of the policy in force. */
  async recompute(
    request: ApprovalRecord,
    tx: Knex.Transaction,
  ): Promise<JsonObject | undefined> {
    const { policies, store } = this.#context;
    const id = idOf(request);
    const found = await store.find(id, tx);
    if (found?.state !== 'AwaitingApproval') return undefined;
    const pipelines = (await store.pipelines([id], tx)).get(id)!;
    return operationSubject(
      { ...found, pipelines },
      await policies.version(tx),
    );
  }

  async approved(request: ApprovalRecord): Promise<void> {
    const { changed, clock, database, store } = this.#context;
    const id = idOf(request);
    await store.wake(id, await clock.now(database), database);
    changed([id]);
  }

  async ended(
    request: ApprovalRecord,
    how: { actor: string; at: string },
    tx: Knex.Transaction,
  ): Promise<void> {
    const { changed, moves, store } = this.#context;
    const event = ENDINGS[request.state];
    const found = await store.lock(idOf(request), tx);
    if (!event || !found || isOver(found.state)) return;
    await moves.make(
      found,
      event,
      { ...how, reason: request.closedReason ?? undefined },
      tx,
    );
    changed([found.id]);
  }
}
