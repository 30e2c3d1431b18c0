import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import { CommandError, EXIT, type ExitCode } from '../exitCodes';
import type { Portal } from '../portal/Portal';
import type { Surroundings } from '../surroundings';
import { describePromotion, outcomeOf, watchedKey } from './outcome';

/**
 * Reads a promotion until it ends, and tells each change.
 *
 * @param options - `timeoutMs`: how long it is watched at most; `intervalMs`: between two looks
 * @throws CommandError with {@link EXIT.timedOut} if it goes on
 * @public
 */
export async function watchPromotion(options: {
  portal: Portal;
  promotionId: number;
  surroundings: Surroundings;
  timeoutMs: number;
  intervalMs: number;
  tell(promotion: PromotionDetail): void;
}): Promise<{ promotion: PromotionDetail; exitCode: ExitCode }> {
  const { intervalMs, portal, promotionId, surroundings, tell, timeoutMs } =
    options;
  const until = surroundings.now() + timeoutMs;
  let told: string | undefined;
  for (;;) {
    const promotion = await readPromotion(portal, promotionId);
    const exitCode = outcomeOf(promotion.state);
    if (exitCode !== undefined) return { promotion, exitCode };
    const key = watchedKey(promotion);
    if (key !== told) tell(promotion);
    told = key;
    const left = until - surroundings.now();
    if (left <= 0) {
      throw new CommandError(
        EXIT.timedOut,
        `It was watched for ${Math.round(
          timeoutMs / 1000,
        )} s and goes on. ${describePromotion(promotion).join('; ')}`,
      );
    }
    await surroundings.sleep(Math.min(intervalMs, left));
  }
}

/** One promotion as it is now. @public */
export async function readPromotion(
  portal: Portal,
  promotionId: number,
): Promise<PromotionDetail> {
  const { data } = await portal.client.GET('/promotions/{promotionId}', {
    params: { path: { promotionId } },
  });
  return data!;
}
