import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type {
  PipelinesClient,
  PromotionToRequest,
} from '@sluice/plugin-pipelines-common';
import { calling } from '../api/calling';
import { idempotencyKey } from '../api/idempotencyKey';

/** A promotion that was asked for. A type, not an interface: it is kept as JSON. @internal */
export type AskedPromotion = {
  promotionId: number;
  approvalId: number | null;
  state: string;
  nextAction: string;
};

/**
 * Asks for a promotion or a rollback once, however often the task is retried.
 *
 * @param asked - `what`: as the beginning of a sentence
 * @throws as `calling`
 * @internal
 */
export async function askForPromotion(
  ctx: Pick<
    ActionContext<{}>,
    'checkpoint' | 'each' | 'logger' | 'signal' | 'step' | 'task'
  >,
  asked: { client: PipelinesClient; what: string; request: PromotionToRequest },
): Promise<AskedPromotion> {
  const { client, request, what } = asked;
  const key = idempotencyKey(ctx, 'promotion');
  const found = await ctx.checkpoint<AskedPromotion>({
    key,
    fn: async () => {
      const made = await calling(what, () =>
        client.POST('/promotions', {
          params: { header: { 'Idempotency-Key': key } },
          body: request,
          signal: ctx.signal,
        }),
      );
      return {
        promotionId: made.id,
        approvalId: made.approvalId ?? null,
        state: made.state,
        nextAction: made.nextAction,
      };
    },
  });
  ctx.logger.info(
    `${what} is promotion ${found.promotionId}, ${found.state}: ${found.nextAction}`,
  );
  return found;
}
