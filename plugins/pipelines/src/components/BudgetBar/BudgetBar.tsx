import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePalette } from '@sluice/plugin-pipelines-react';
import { budgetFill } from '../../slo/budgetBar';
import { sloTranslationRef } from '../../translation';

const Root = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
});

const Track = styled('span')({
  flex: '0 1 44px',
  minWidth: 12,
  height: 6,
  borderRadius: 3,
  overflow: 'hidden',
  // Browsers leave backgrounds out of prints unless they are asked.
  printColorAdjust: 'exact',
  '& > span': {
    display: 'block',
    height: '100%',
    borderRadius: 3,
    printColorAdjust: 'exact',
  },
});

/** What is left of an error budget: a bar, and beside it the misses in figures, which say it without colour. @internal */
export const BudgetBar = (props: {
  /** Undefined before anything was judged. */
  budget:
    | { allowed?: number; missesLeft?: number; remainingRatio?: number }
    | undefined;
  /** In a cell of fixed width: large figures take of the bar. Otherwise there is room for all of it. */
  isTight?: boolean;
}) => {
  const { t } = useTranslationRef(sloTranslationRef);
  const { accent, line, tones } = usePalette();
  const { allowed, missesLeft, remainingRatio } = props.budget ?? {};
  if (missesLeft === undefined || allowed === undefined) {
    return <span title={t('slo.attained.none')}>—</span>;
  }
  const { share, isOverspent } = budgetFill(remainingRatio);
  const words = t('slo.misses.value', {
    left: String(missesLeft).replace('-', '−'),
    allowed: String(Math.floor(allowed + 1e-9)),
  });
  return (
    <Root
      title={t('slo.misses.bar', { words })}
      style={{ minWidth: props.isTight ? 0 : 96 }}
    >
      <Track aria-hidden style={{ backgroundColor: line }}>
        <span
          data-share={share}
          style={{
            width: `${share * 100}%`,
            backgroundColor: isOverspent ? tones.bad.fg : accent,
          }}
        />
      </Track>
      {words}
    </Root>
  );
};
