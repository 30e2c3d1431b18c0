import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CheckState } from '@sluice/plugin-pipelines-common';
import { ToneChip } from '@sluice/plugin-pipelines-react';
import { CHECK_LOOK } from '../../scorecards/looks';
import { scorecardsTranslationRef } from '../../translation';

/** What came of a check, in a word and a shape. @internal */
export const CheckStateChip = ({ state }: { state: CheckState }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  return (
    <ToneChip {...CHECK_LOOK[state]}>{t(`scorecards.state.${state}`)}</ToneChip>
  );
};
