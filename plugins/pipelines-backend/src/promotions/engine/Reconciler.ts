import type { ActualState } from '@sluice/plugin-pipelines-node';
import { errorText } from '../../observations';
import { type PromotionContext, ENGINE } from '../context';
import type { PromotionRecord } from '../records';
import { deploymentOf, readTarget } from './deployment';
import type { DeploymentEnding } from './DeploymentEnding';
import type { Lease, Next } from './lease';

/** A target that doesn't answer is asked again after so long, doubled each time. In seconds. */
const RECONCILE_SECONDS = 2;
const MAX_RECONCILE_SECONDS = 60;
/** Somebody is told if nobody knows for longer than this. In milliseconds. */
const INDETERMINATE_MS = 5 * 60_000;

/**
 * Finds out what came of a step of which nobody knows: reads what the target really runs, before anything is tried again. See invariant 8.
 *
 * @internal
 */
export class Reconciler {
  readonly #context: PromotionContext;
  readonly #ending: DeploymentEnding;

  constructor(context: PromotionContext, ending: DeploymentEnding) {
    this.#context = context;
    this.#ending = ending;
  }

  /** Says that the target is about to be read. */
  async start(promotion: PromotionRecord): Promise<Next> {
    const { clock, database, moves } = this.#context;
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      await moves.make(
        before,
        'reconcile',
        {
          at: await clock.now(tx),
          actor: ENGINE,
          reason: before.stateReason ?? undefined,
        },
        tx,
      );
    });
    return { at: 'once' };
  }

  /** Reads what the target really runs, and which of our steps it knows. */
  async reconcile(promotion: PromotionRecord, lease: Lease): Promise<Next> {
    const { clock, database, moves, work } = this.#context;
    const { change, deployer } = await deploymentOf(promotion, this.#context);
    let actual: ActualState;
    try {
      actual = await readTarget(deployer, change.target, lease.signal);
    } catch (error) {
      if (lease.signal.aborted) throw error;
      return this.#stillUnknown(promotion, errorText(error));
    }
    const known = new Set(actual.stepKeys);
    const isAbort = promotion.abortRequestedBy !== null;
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      const at = await clock.now(tx);
      for (const step of await work.steps(promotion.id, tx)) {
        if (known.has(step.stepKey) && step.state !== 'done') {
          await work.updateStep(
            step,
            { state: 'done', endedAt: at, detail: 'Found to be done' },
            tx,
          );
        } else if (step.state === 'unknown' || step.state === 'running') {
          await work.updateStep(
            step,
            { state: 'pending', startedAt: null },
            tx,
          );
        }
      }
      if (isAbort) {
        const running = await this.#ending.settle(before, actual, at, tx);
        await moves.make(
          before,
          'abort',
          {
            at,
            actor: before.abortRequestedBy!,
            reason: before.stateReason ?? undefined,
            more: { running },
          },
          tx,
        );
        return;
      }
      await moves.make(
        before,
        'resume',
        {
          at,
          actor: ENGINE,
          reason: `Read: ${actual.version ?? 'nothing'} runs`,
          more: { version: actual.version ?? null, known: known.size },
        },
        tx,
      );
    });
    return { at: 'once' };
  }

  async #stillUnknown(
    promotion: PromotionRecord,
    problem: string,
  ): Promise<Next> {
    const { clock, database, pager, store } = this.#context;
    const attempts = promotion.attempts + 1;
    await store.update(
      promotion,
      {
        attempts,
        stateReason: `${promotion.environment} can't be read: ${problem}`,
      },
      database,
    );
    const at = await clock.now(database);
    if (
      promotion.startedAt &&
      Date.parse(at) - Date.parse(promotion.startedAt) > INDETERMINATE_MS
    ) {
      await pager.page({
        key: `promotion:${promotion.id}:indeterminate`,
        title: `Nobody knows what ${promotion.unit} runs in ${promotion.environment}`,
        description: `Promotion ${promotion.id} can't read the target for more than 5 minutes: ${problem}`,
        severity: 'critical',
        recipients: [promotion.requestedBy],
        link: `/pipelines/promotions/${promotion.id}`,
      });
    }
    return {
      inSeconds: Math.min(
        RECONCILE_SECONDS * 2 ** Math.min(attempts, 10),
        MAX_RECONCILE_SECONDS,
      ),
    };
  }
}
