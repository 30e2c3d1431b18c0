import { ConflictError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { operationTotals } from '@sluice/plugin-pipelines-common';
import {
  type OperationPartition,
  type OperationRequest,
  UnprocessableError,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { CheckedRules } from '../approvals';
import { digestOf } from '../canonical/digest';
import type { IdempotencyStore } from '../idempotency';
import type { OperationContext } from './context';
import type { DryRun, OperationPlanner } from './OperationPlanner';
import { planDifference } from './planDifference';
import type { OperationRecord } from './records';
import { operationSubject, refOf } from './subject';
import { titleOf } from './titleOf';

/** What a person asks for. @internal */
export type OperationToRequest = {
  sourceId: string;
  request: OperationRequest;
  /** The numbers that the person looked at. */
  shown: OperationPartition[];
  reason: string;
};

/** Takes in what people ask for. @internal */
export class OperationService {
  readonly #context: OperationContext;
  readonly #planner: OperationPlanner;
  readonly #idempotency: IdempotencyStore;

  constructor(
    context: OperationContext,
    options: { planner: OperationPlanner; idempotency: IdempotencyStore },
  ) {
    this.#context = context;
    this.#planner = options.planner;
    this.#idempotency = options.idempotency;
  }

  /**
   * Asks for an operation. Where nobody else has to agree it begins at once.
   *
   * @param by - `via`: the plugin that acts for the person; `key`: Idempotency-Key
   * @returns its id
   * @throws ConflictError if the numbers are others now, it can't be done now, or the target has an open one; UnprocessableError if there is
   *   nothing to do, or nobody could approve it; NotFoundError if operations aren't switched on
   */
  async request(
    asked: OperationToRequest,
    by: { person: string; via?: string; key?: string },
  ): Promise<number> {
    const { clock, database } = this.#context;
    const call = {
      caller: by.person,
      key: by.key,
      operation: 'operation.request',
      request: asked as unknown as JsonValue,
    };
    const known = await this.#idempotency.find<number>(call, database);
    if (known !== undefined) return known;
    const run = await this.#planner.dryRun(asked.sourceId, asked.request);
    checkShown(asked, run);
    const { rules } = run.approvals;
    const checked =
      rules.length > 0
        ? await this.#context.approvals.requests.check(rules, [
            { person: by.person, reason: 'requester' },
          ])
        : undefined;
    const id = await database.transaction(async tx => {
      const at = await clock.now(tx);
      return this.#idempotency.once({ ...call, at }, tx, async () => {
        const added = await this.#add(asked, run, { ...by, at }, tx);
        if (checked) await this.#ask(added, run, { checked, ...by }, tx);
        else await this.#begin(added, at, tx);
        return added.id;
      });
    });
    this.#context.changed([id]);
    return id;
  }

  async #add(
    { reason, request, sourceId }: OperationToRequest,
    { approvals, environment, members, plan }: DryRun,
    { at, person, via }: { person: string; via?: string; at: string },
    tx: Knex.Transaction,
  ): Promise<OperationRecord> {
    const { ledger, store } = this.#context;
    const targetKey = digestOf({ sourceId, ...targetOf(request) });
    const added = await store.add(
      {
        kind: request.kind,
        sourceId,
        environment,
        groupId: request.kind === 'reset-offsets' ? request.group : null,
        topic: request.kind === 'replay-dead-letters' ? request.topic : null,
        targetKey,
        openTarget: targetKey,
        title: titleOf(request),
        request,
        plan,
        reason,
        requestedBy: person,
        requestedAt: at,
        ownPermission: approvals.rules.length === 0,
        policyVersion: approvals.policyVersion,
        approvalId: null,
        state: 'AwaitingApproval',
        stateReason: null,
        version: 1,
        attempts: 0,
        progress: null,
        startedAt: null,
        endedAt: null,
        wakeAt: null,
        leaseOwner: null,
        leaseUntil: null,
        fencingToken: 0,
        pipelines: members.map(each => each.entityRef),
      },
      tx,
    );
    await ledger.append(
      [
        {
          actor: person,
          type: 'operation.requested',
          subject: refOf(added.id),
          payload: {
            request: request as unknown as JsonObject,
            sourceId,
            environment,
            planDigest: digestOf(plan as unknown as JsonObject),
            totals: operationTotals(request.kind, plan.partitions),
            policyVersion: approvals.policyVersion,
            ownPermission: added.ownPermission,
            ...(via && { via }),
          },
          redactable: { reason },
        },
      ],
      tx,
    );
    return added;
  }

  async #ask(
    added: OperationRecord,
    { approvals, groups, members }: DryRun,
    { checked, via }: { checked: CheckedRules; via?: string },
    tx: Knex.Transaction,
  ): Promise<void> {
    const { store } = this.#context;
    const pipelines = members.map(each => each.entityRef);
    const request = await this.#context.approvals.requests.add(
      {
        type: 'operation',
        ref: refOf(added.id),
        subject: operationSubject({ ...added, pipelines }, added.policyVersion),
        snapshot: {
          reason: added.reason,
          groups: groups.map(each => each.group),
        },
        title: added.title,
        requestedBy: added.requestedBy,
        requestedVia: via,
        pendingTtlSeconds: approvals.pendingHours * 3600,
        approvedTtlSeconds: approvals.approvedHours * 3600,
      },
      checked,
      tx,
    );
    await store.update(
      added,
      { approvalId: request.id, wakeAt: added.requestedAt },
      tx,
    );
  }

  async #begin(
    added: OperationRecord,
    at: string,
    tx: Knex.Transaction,
  ): Promise<void> {
    await this.#context.moves.make(
      added,
      'dispatch',
      { at, actor: added.requestedBy },
      tx,
    );
  }
}

/** @throws ConflictError if it isn't what was shown; UnprocessableError if it would do nothing */
function checkShown(
  { request, shown }: OperationToRequest,
  { plan }: DryRun,
): void {
  const { isTooMuch, reason } = planDifference(
    request.kind,
    shown,
    plan.partitions,
  );
  if (isTooMuch) {
    throw new ConflictError(
      `It would do something else by now: ${reason}. Look at a new dry run`,
    );
  }
  const { copied, readAgain, skipped, unknown } = operationTotals(
    request.kind,
    plan.partitions,
  );
  const isAboutMessages =
    request.kind === 'reset-offsets' || request.kind === 'replay-dead-letters';
  if (isAboutMessages && copied + readAgain + skipped + unknown === 0) {
    throw new UnprocessableError(
      request.kind === 'reset-offsets'
        ? `There is nothing to do: ${request.group} is there already`
        : `There is nothing to do: ${request.topic} has nothing that wasn't copied already`,
    );
  }
}

/** What no two operations may touch at once. */
function targetOf(request: OperationRequest): JsonObject {
  switch (request.kind) {
    case 'reset-offsets':
      return { group: request.group };
    case 'replay-dead-letters':
      return { topic: request.topic };
    default:
      return { connector: request.connector };
  }
}
