import type { SloBudget } from '@sluice/plugin-pipelines-common';

/** The figures of a budget as they are shown, and what has to be said about them. @internal */
export type BudgetWords = {
  left: string;
  allowed: string;
  /** `over`: more was bad than may; `small`: not even one may be; `notEstablished`: too little is known. */
  note: 'over' | 'small' | 'notEstablished' | undefined;
};

/**
 * A budget in whole misses. Below one allowed miss a percentage says nothing: one miss is over it, and the words say so.
 *
 * @internal
 */
export function budgetWords(budget: SloBudget): BudgetWords {
  const allowed = Math.floor(budget.allowed + 1e-9);
  return {
    left: String(budget.missesLeft).replace('-', '−'),
    allowed: String(allowed),
    note: noteOf(budget, allowed),
  };
}

function noteOf(budget: SloBudget, allowed: number): BudgetWords['note'] {
  if (!budget.established) return 'notEstablished';
  if (budget.missesLeft < 0) return 'over';
  return allowed === 0 ? 'small' : undefined;
}
