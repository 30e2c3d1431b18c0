import {
  OperationIndeterminateError,
  type OperationProgress,
  OperationRefusedError,
  StaleFencingTokenError,
} from '@sluice/plugin-pipelines-node';
import { subjectHash } from '../approvals';
import { isDue, type Lease, type LeasedWork } from '../leases';
import { errorText } from '../observations';
import { ENGINE, executorFor, type OperationContext } from './context';
import type { OperationPlanner } from './OperationPlanner';
import type { OperationEvent } from './operationState';
import { planDifference } from './planDifference';
import type { OperationRecord } from './records';
import { operationSubject, refOf } from './subject';

/** An operation that fails in a way that nobody understands is set about so often. */
const MAX_ATTEMPTS = 6;

/**
 * Begins operations that were approved, and carries them out, each once: what has begun is taken over after a crash by whoever gets the
 * lease, under a higher fencing token.
 *
 * @internal
 */
export class OperationEngine implements LeasedWork {
  readonly table = 'operations';
  readonly taskId = 'pipelines-operations';
  readonly title = 'Operation';
  readonly #context: OperationContext;
  readonly #planner: OperationPlanner;
  readonly #pollSeconds: number;

  constructor(
    context: OperationContext,
    options: { planner: OperationPlanner; pollSeconds: number },
  ) {
    this.#context = context;
    this.#planner = options.planner;
    this.#pollSeconds = options.pollSeconds;
  }

  async claim(
    id: number,
    leaseOwner: string,
    leaseFrom: (at: string) => string,
  ): Promise<OperationRecord | undefined> {
    const { clock, database, store } = this.#context;
    return database.transaction(async tx => {
      const before = await store.lock(id, tx);
      const at = await clock.now(tx);
      if (!before || !isDue(before, at)) return undefined;
      return store.update(
        before,
        {
          leaseOwner,
          leaseUntil: leaseFrom(at),
          // Due again when the lease is over, should nobody give it back.
          wakeAt: leaseFrom(at),
          fencingToken: (await store.highestToken(before.targetKey, tx)) + 1,
        },
        tx,
      );
    });
  }

  async advance(id: number, lease: Lease): Promise<number | undefined> {
    const { database, store } = this.#context;
    let operation = await store.find(id, database);
    if (operation?.state === 'AwaitingApproval') {
      operation = await this.#dispatch(operation, lease);
      if (!operation) return this.#pollSeconds;
    }
    if (operation?.state === 'Running') await this.#run(operation, lease);
    return undefined;
  }

  /** @returns it if it has begun; undefined if it still waits for people */
  async #dispatch(
    operation: OperationRecord,
    lease: Lease,
  ): Promise<OperationRecord | undefined> {
    const { approvals, changed, database, moves, store } = this.#context;
    const { approvalId, id } = operation;
    const request = await approvals.requests.find(approvalId!, database);
    if (request?.state !== 'Approved') return undefined;
    const refusal = await this.#refusalOf(operation, lease.signal);
    if (refusal) {
      await database.transaction(tx =>
        approvals.requests.endIfOpen(
          request.id,
          { actor: ENGINE, reason: refusal },
          tx,
        ),
      );
      return store.find(id, database);
    }
    const pipelines = (await store.pipelines([id], database)).get(id)!;
    const begun = await approvals.consuming.consume(
      {
        id: request.id,
        subjectHash: subjectHash(
          'operation',
          refOf(id),
          operationSubject(
            { ...operation, pipelines },
            operation.policyVersion,
          ),
        ),
        actor: ENGINE,
      },
      async ({ at }, tx) => {
        const before = await this.#own(id, lease, tx);
        return moves.make(
          before,
          'dispatch',
          // The lease stays: its wake-up is for whoever takes over.
          { at, actor: ENGINE, change: { wakeAt: before.wakeAt } },
          tx,
        );
      },
    );
    changed([id]);
    return begun;
  }

  /** Why what was approved isn't what would be done now; undefined if it is. */
  async #refusalOf(
    { kind, plan, request, sourceId }: OperationRecord,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    try {
      const now = await this.#planner.plan(sourceId, request, signal);
      const difference = planDifference(kind, plan.partitions, now.partitions);
      return difference.isTooMuch
        ? `It would do something else by now: ${difference.reason}`
        : undefined;
    } catch (error) {
      if (
        error instanceof OperationRefusedError ||
        (error as Error).name === 'NotFoundError'
      ) {
        return (error as Error).message;
      }
      throw error;
    }
  }

  async #run(operation: OperationRecord, lease: Lease): Promise<void> {
    const { changed, database, executors, store } = this.#context;
    const { id, kind, plan, request, sourceId } = operation;
    const stale = () =>
      new StaleFencingTokenError(`Operation ${id} is another worker's by now`);
    const attempt = await store.beginAttempt(id, lease, database);
    if (attempt === undefined) throw stale();
    let done: OperationProgress;
    try {
      done = await executorFor(executors, sourceId, kind).execute({
        operationId: id,
        request,
        plan,
        attempt,
        before: operation.progress ?? undefined,
        fencingToken: lease.fencingToken,
        signal: lease.signal,
        isMine: async () => {
          lease.signal.throwIfAborted();
          const now = await store.find(id, database);
          if (!now || !isHeldBy(now, lease)) throw stale();
        },
        progress: async progress => {
          if (!(await store.keepProgress(id, lease, progress, database))) {
            throw stale();
          }
          changed([id]);
        },
      });
    } catch (error) {
      const event = endingOf(error, attempt, lease);
      if (!event) throw error;
      await this.#end(operation, event, lease, {
        reason:
          event === 'lose' && !(error instanceof OperationIndeterminateError)
            ? `It was set about ${attempt} times, and nobody can tell what was done. The last reason: ${errorText(
                error,
              )}`
            : errorText(error),
      });
      return;
    }
    await this.#end(operation, 'succeed', lease, {
      change: { progress: done },
    });
  }

  async #end(
    { id }: OperationRecord,
    event: OperationEvent,
    lease: Lease,
    more: { reason?: string; change?: Partial<OperationRecord> },
  ): Promise<void> {
    const { changed, clock, database, moves } = this.#context;
    await database.transaction(async tx => {
      const before = await this.#own(id, lease, tx);
      const at = await clock.now(tx);
      await moves.make(before, event, { at, actor: ENGINE, ...more }, tx);
    });
    changed([id]);
  }

  /** @throws StaleFencingTokenError if another worker has it by now */
  async #own(
    id: number,
    lease: Lease,
    tx: Parameters<OperationContext['store']['lock']>[1],
  ): Promise<OperationRecord> {
    const found = await this.#context.store.lock(id, tx);
    if (!found || !isHeldBy(found, lease)) {
      throw new StaleFencingTokenError(
        `Operation ${id} is another worker's by now`,
      );
    }
    return found;
  }
}

function isHeldBy(
  { fencingToken, leaseOwner }: OperationRecord,
  lease: Lease,
): boolean {
  return leaseOwner === lease.owner && fencingToken === lease.fencingToken;
}

/** How an operation ends by an error; undefined: it is tried again, by this worker or by another one. */
function endingOf(
  error: unknown,
  attempt: number,
  lease: Lease,
): OperationEvent | undefined {
  if (error instanceof StaleFencingTokenError || lease.signal.aborted) {
    return undefined;
  }
  if (error instanceof OperationRefusedError) return 'fail';
  if (error instanceof OperationIndeterminateError) return 'lose';
  return attempt >= MAX_ATTEMPTS ? 'lose' : undefined;
}
