import {
  DeployFailedError,
  StaleFencingTokenError,
} from '@sluice/plugin-pipelines-node';
import { errorText } from '../../observations';
import { type PromotionContext, ENGINE } from '../context';
import type { PromotionRecord, StepRecord } from '../records';
import { type Deployment, deploymentOf, raced } from './deployment';
import type { DeploymentEnding } from './DeploymentEnding';
import type { Lease, Next } from './lease';

/**
 * Carries out the steps of a deployment. What it knows is in the rows: whoever takes over after a crash has the target read by a
 * {@link Reconciler} before it goes on, and never tries blindly again. See invariants 6 to 8.
 *
 * @internal
 */
export class StepRunner {
  readonly #context: PromotionContext;
  readonly #ending: DeploymentEnding;

  constructor(context: PromotionContext, ending: DeploymentEnding) {
    this.#context = context;
    this.#ending = ending;
  }

  /** Runs steps until all are done, one waits, or something goes wrong. */
  async run(promotion: PromotionRecord, lease: Lease): Promise<Next> {
    const { database, store, work } = this.#context;
    const { change, deployer } = await deploymentOf(promotion, this.#context);
    for (const step of await work.steps(promotion.id, database)) {
      if (step.state === 'done') continue;
      // Read anew: somebody may have asked it to stop meanwhile.
      const now = await store.find(promotion.id, database);
      if (now && now.abortRequestedBy !== null) {
        return this.#ending.stopped(
          promotion,
          deployer,
          'abort',
          now.stateReason,
        );
      }
      if (step.state === 'running' || step.state === 'unknown') {
        // Somebody began it and never said what came of it.
        return this.#lose(promotion, step, 'The worker stopped in the middle');
      }
      const next = await this.#apply(
        { promotion, step, change, deployer },
        lease,
      );
      if (next) return next;
    }
    return this.#ending.deployed(promotion);
  }

  /** @returns undefined to go on with the next step */
  async #apply(
    of: Deployment & { promotion: PromotionRecord; step: StepRecord },
    lease: Lease,
  ): Promise<Next | undefined> {
    const { change, deployer, promotion, step } = of;
    const { clock, database, ledger, work } = this.#context;
    const startedAt = step.startedAt ?? (await clock.now(database));
    await this.#mark(promotion, step, {
      state: 'running',
      attempts: step.attempts + 1,
      startedAt,
      fencingToken: lease.fencingToken,
    });
    const timeout = AbortSignal.timeout(step.timeoutSeconds * 1000);
    try {
      const outcome = await raced(
        deployer.apply({
          ...change,
          step: {
            name: step.name,
            title: step.title,
            timeoutSeconds: step.timeoutSeconds,
          },
          stepKey: step.stepKey,
          fencingToken: lease.fencingToken,
          provenance: {
            promotionId: promotion.id,
            subjectHash: promotion.subjectHash,
            requestedBy: promotion.requestedBy,
            approvedBy: await this.#approvers(promotion),
          },
          signal: AbortSignal.any([timeout, lease.signal]),
          log: line => this.#log(promotion.id, line),
        }),
        AbortSignal.any([timeout, lease.signal]),
      );
      const at = await clock.now(database);
      if (outcome.state === 'waiting') {
        await this.#mark(promotion, step, {
          state: 'waiting',
          detail: outcome.detail,
        });
        const waited = (Date.parse(at) - Date.parse(startedAt)) / 1000;
        return waited > step.timeoutSeconds
          ? this.#lose(
              promotion,
              step,
              `${step.title} waits for longer than ${step.timeoutSeconds} s`,
            )
          : { inSeconds: outcome.againInSeconds };
      }
      await database.transaction(async tx => {
        await this.#requireLease(promotion, lease, tx);
        await work.updateStep(
          step,
          { state: 'done', endedAt: at, detail: outcome.detail ?? null },
          tx,
        );
        await ledger.append(
          [
            {
              actor: ENGINE,
              type: 'promotion.step-done',
              subject: `promotion:${promotion.id}`,
              payload: {
                step: step.name,
                stepIndex: step.stepIndex,
                stepKey: step.stepKey,
                fencingToken: lease.fencingToken,
              },
            },
          ],
          tx,
        );
      });
      this.#context.changed([promotion.id]);
      return undefined;
    } catch (error) {
      if (lease.signal.aborted) throw error;
      if (error instanceof StaleFencingTokenError) throw error;
      if (error instanceof DeployFailedError) {
        const reason = `${step.title}: ${errorText(error)}`;
        await this.#mark(promotion, step, {
          state: 'failed',
          detail: errorText(error),
          endedAt: await clock.now(database),
        });
        return this.#ending.stopped(promotion, deployer, 'fail', reason);
      }
      return this.#lose(
        promotion,
        step,
        timeout.aborted
          ? `${step.title} said nothing within ${step.timeoutSeconds} s`
          : `${step.title}: ${errorText(error)}`,
      );
    }
  }

  /** Nobody knows what came of a step: the target has to be read. */
  async #lose(
    promotion: PromotionRecord,
    step: StepRecord,
    reason: string,
  ): Promise<Next> {
    const { clock, database, moves, work } = this.#context;
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      await work.updateStep(step, { state: 'unknown', detail: reason }, tx);
      await moves.make(
        before,
        'lose',
        {
          at: await clock.now(tx),
          actor: ENGINE,
          reason,
          more: { step: step.name },
        },
        tx,
      );
    });
    return { at: 'once' };
  }

  async #approvers(promotion: PromotionRecord): Promise<string[]> {
    const { approvals, database } = this.#context;
    return promotion.approvalId === null
      ? []
      : approvals.requests.approvers(promotion.approvalId, database);
  }

  async #mark(
    promotion: PromotionRecord,
    step: StepRecord,
    change: Partial<StepRecord>,
  ): Promise<void> {
    const { database, work } = this.#context;
    await work.updateStep(step, change, database);
    this.#context.changed([promotion.id]);
  }

  /** @throws if another worker has taken over */
  async #requireLease(
    promotion: PromotionRecord,
    lease: Lease,
    tx: Parameters<PromotionContext['moves']['lock']>[1],
  ): Promise<void> {
    const now = await this.#context.moves.lock(promotion.id, tx);
    if (
      now.leaseOwner !== lease.owner ||
      now.fencingToken !== lease.fencingToken
    ) {
      throw new StaleFencingTokenError(
        `Another worker has taken over promotion ${promotion.id}`,
      );
    }
  }

  #log(promotionId: number, line: string): void {
    const { clock, database, logger, work } = this.#context;
    clock
      .now(database)
      .then(at => work.log(promotionId, at, line, database))
      .catch(error =>
        logger.warn(
          `A line of the log of promotion ${promotionId} was lost: ${errorText(
            error,
          )}`,
        ),
      );
  }
}
