import type { PromotionContext } from '../context';
import type { PromotionRecord } from '../records';
import type { Aftermath } from './Aftermath';
import type { Dispatcher } from './Dispatcher';
import type { Lease, Next } from './lease';
import type { Reconciler } from './Reconciler';
import type { StepRunner } from './StepRunner';
import type { Verifier } from './Verifier';

/** Does what is next for one promotion: the row says where it is, and nothing else is remembered. @internal */
export class Engine {
  readonly #context: PromotionContext;
  readonly #dispatcher: Dispatcher;
  readonly #steps: StepRunner;
  readonly #reconciler: Reconciler;
  readonly #verifier: Verifier;
  readonly #aftermath: Aftermath;

  constructor(
    context: PromotionContext,
    options: {
      dispatcher: Dispatcher;
      steps: StepRunner;
      reconciler: Reconciler;
      verifier: Verifier;
      aftermath: Aftermath;
    },
  ) {
    this.#context = context;
    this.#dispatcher = options.dispatcher;
    this.#steps = options.steps;
    this.#reconciler = options.reconciler;
    this.#verifier = options.verifier;
    this.#aftermath = options.aftermath;
  }

  /** Takes one promotion as far as it goes without waiting. @returns when it is to be looked at again; undefined for never */
  async advance(id: number, lease: Lease): Promise<number | undefined> {
    const { database, store } = this.#context;
    for (;;) {
      lease.signal.throwIfAborted();
      const promotion = await store.take(id, lease.owner, database);
      // A transition gave the lease back: the target's lock needs a token of its own.
      if (!promotion) return 0;
      const next = await this.#step(promotion, lease);
      this.#context.changed([id]);
      if ('inSeconds' in next) return next.inSeconds;
      if (next.at === 'never') return undefined;
    }
  }

  async #step(promotion: PromotionRecord, lease: Lease): Promise<Next> {
    switch (promotion.state) {
      case 'AwaitingApproval':
        return this.#dispatcher.awaitApproval(promotion);
      case 'Scheduled':
        return this.#dispatcher.schedule(promotion);
      case 'Queued':
        return this.#dispatcher.dispatch(promotion, lease);
      case 'Running':
        return this.#steps.run(promotion, lease);
      case 'Indeterminate':
        return this.#reconciler.start(promotion);
      case 'Reconciling':
        return this.#reconciler.reconcile(promotion, lease);
      case 'Verifying':
        return this.#verifier.verify(promotion);
      case 'Succeeded':
        if (promotion.bakeState === 'baking') {
          return this.#verifier.bake(promotion);
        }
        return this.#aftermath.follow(promotion);
      case 'Failed':
        return this.#aftermath.follow(promotion);
      default:
        return { at: 'never' };
    }
  }
}
