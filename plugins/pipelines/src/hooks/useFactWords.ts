import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CheckOutcome, FactValue } from '@sluice/plugin-pipelines-common';
import { formatCondition, formatFact } from '../scorecards/factWords';
import { scorecardsTranslationRef } from '../translation';

/** Writes values of facts, and what they have to be, in the reader's language. @internal */
export function useFactWords() {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  return useMemo(() => {
    const words = {
      yes: t('scorecards.fact.yes'),
      no: t('scorecards.fact.no'),
      or: t('scorecards.fact.or'),
    };
    return {
      /** Undefined where it isn't known. */
      value: (
        value: FactValue | undefined,
        unit: CheckOutcome['unit'],
        options?: { isShort?: boolean },
      ) =>
        value === undefined
          ? t('scorecards.fact.none')
          : formatFact(value, unit, words, options),
      condition: ({
        condition,
        unit,
      }: Pick<CheckOutcome, 'condition' | 'unit'>) =>
        formatCondition(condition, unit, words),
    };
  }, [t]);
}
