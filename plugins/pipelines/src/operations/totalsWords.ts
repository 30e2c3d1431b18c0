import type { OperationTotals } from '@sluice/plugin-pipelines-common';

/** One thing that an operation does to messages: the key of its words, and how many. @internal */
export type TotalsWord = {
  key: 'readAgain' | 'skipped' | 'copied' | 'unknown';
  count: number;
};

/** What an operation does to messages, what can't be taken back easily first; empty if it does nothing. @internal */
export function totalsWords(totals: OperationTotals): TotalsWord[] {
  return (['readAgain', 'skipped', 'copied', 'unknown'] as const)
    .map(key => ({ key, count: totals[key] }))
    .filter(({ count }) => count > 0);
}
