import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import type { LedgerService } from '../ledger';

/** So many steps of its way are shown. */
const MAX_ROWS = 200;

/**
 * The way of a promotion, the oldest first, as the ledger tells it.
 *
 * @internal
 */
export async function timelineOf(
  promotionId: number,
  ledger: LedgerService,
): Promise<PromotionDetail['timeline']> {
  const { items } = await ledger.page(
    { subject: `promotion:${promotionId}` },
    { limit: MAX_ROWS },
  );
  return items.reverse().map(row => {
    const { fields } = row.payload as { fields: Record<string, unknown> };
    const text = Object.values(row.values)[0]?.value;
    return {
      at: row.at,
      actor: row.actor,
      type: row.type,
      from: typeof fields?.from === 'string' ? fields.from : undefined,
      to: typeof fields?.to === 'string' ? fields.to : undefined,
      text: typeof text === 'string' ? text : undefined,
      seq: row.seq,
    };
  });
}
