import { errorText } from '../../observations';
import { type PromotionContext, ENGINE } from '../context';
import type { PromotionService } from '../PromotionService';
import type { PromotionRecord } from '../records';
import type { RollbackService } from '../units/RollbackService';
import type { Next } from './lease';
import { whyNotAutomatic } from './automaticRollback';

/** What follows when a deployment turns out bad: an automatic rollback where the policy allows it, or a page. @internal */
export class Aftermath {
  readonly #context: PromotionContext;
  readonly #promotions: PromotionService;
  readonly #rollbacks: RollbackService;

  constructor(
    context: PromotionContext,
    options: { promotions: PromotionService; rollbacks: RollbackService },
  ) {
    this.#context = context;
    this.#promotions = options.promotions;
    this.#rollbacks = options.rollbacks;
  }

  /** It may be called again for the same promotion: the key makes that one rollback. */
  async follow(promotion: PromotionRecord): Promise<Next> {
    const { database, logger, units } = this.#context;
    const { environment, id, unit } = promotion;
    const isBad =
      promotion.verificationState === 'failed' ||
      promotion.bakeState === 'broken';
    const isUnsure =
      promotion.state === 'Succeeded' &&
      promotion.verificationState === 'inconclusive';
    if (isBad || isUnsure) {
      const reasons =
        (promotion.bakeState === 'broken'
          ? promotion.bake
          : promotion.verification
        )?.reasons ?? [];
      const row = await units.find({ unit, environment }, database);
      const good = await this.#rollbacks.lastKnownGood({ unit, environment });
      const why = isUnsure
        ? 'nobody can tell whether it is bad'
        : whyNotAutomatic({
            promotion,
            lastKnownGood: good,
            isStillRunning: row?.promotionId === id,
          });
      if (why === undefined) {
        try {
          await this.#promotions.request(
            {
              releaseId: good!.release.id,
              environment,
              kind: 'rollback',
              reason: `Promotion ${id} went bad: ${reasons.join('; ')}`.slice(
                0,
                2000,
              ),
            },
            { actor: ENGINE },
            `rollback-of-${id}`,
            {
              rollbackOf: id,
              isAutomatic: true,
              failedAt: promotion.endedAt ?? undefined,
            },
          );
        } catch (error) {
          logger.warn(
            `Promotion ${id} could not be rolled back automatically: ${errorText(
              error,
            )}`,
          );
          await this.#tell(promotion, reasons, errorText(error));
        }
      } else {
        await this.#tell(promotion, reasons, why);
      }
    }
    return { at: 'never' };
  }

  async #tell(
    promotion: PromotionRecord,
    reasons: string[],
    why: string,
  ): Promise<void> {
    const { members, pager } = this.#context;
    const owners = (await members.of(promotion.unit))
      .filter(each => promotion.members.includes(each.entityRef))
      .map(each => each.owner);
    const isBad =
      promotion.verificationState === 'failed' ||
      promotion.bakeState === 'broken';
    await pager.page({
      key: `promotion:${promotion.id}:outcome`,
      title: isBad
        ? `${promotion.unit} went bad in ${promotion.environment}, and was not rolled back`
        : `Nobody can tell whether ${promotion.unit} works in ${promotion.environment}`,
      description: `${reasons.join(
        '; ',
      )}. Not rolled back automatically: ${why}`,
      severity: isBad ? 'critical' : 'high',
      recipients: [
        ...new Set([
          ...owners,
          ...(promotion.requestedBy.startsWith('user:')
            ? [promotion.requestedBy]
            : []),
        ]),
      ],
      link: `/pipelines/promotions/${promotion.id}`,
    });
  }
}
