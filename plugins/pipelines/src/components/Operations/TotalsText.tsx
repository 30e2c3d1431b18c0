import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OperationTotals } from '@sluice/plugin-pipelines-common';
import { totalsWords } from '../../operations/totalsWords';
import { streamsTranslationRef } from '../../translation';

const numbers = new Intl.NumberFormat('en-US');

/** What an operation does to messages, in sentences. @internal */
export const TotalsText = (props: { totals: OperationTotals }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const words = totalsWords(props.totals);
  return (
    <>
      {words.length === 0
        ? t('operations.dryRun.nothing')
        : words
            .map(({ count, key }) =>
              t(`operations.dryRun.${key}`, {
                count,
                number: numbers.format(count),
              }),
            )
            .join(' ')}
    </>
  );
};
