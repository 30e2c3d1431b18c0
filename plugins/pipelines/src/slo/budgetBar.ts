/** How much of a bar is filled, 0 to 1, and whether it is filled with what is left or with what is overspent. @internal */
export type BudgetFill = { share: number; isOverspent: boolean };

/**
 * The fill of a budget bar: what is left, or once nothing is, the whole bar in another colour. However little is left, it can be seen.
 *
 * @param remainingRatio - what is left as a share of what may be bad; undefined where nothing counts yet
 * @internal
 */
export function budgetFill(remainingRatio: number | undefined): BudgetFill {
  if (remainingRatio === undefined) return { share: 0, isOverspent: false };
  if (remainingRatio < 0) return { share: 1, isOverspent: true };
  const share = Math.min(1, remainingRatio);
  return { share: share > 0 ? Math.max(0.04, share) : 0, isOverspent: false };
}
