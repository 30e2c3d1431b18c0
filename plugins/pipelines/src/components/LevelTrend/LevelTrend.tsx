import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LevelDay } from '@sluice/plugin-pipelines-common';
import { levelTrend } from '../../scorecards/levelTrend';
import { scorecardsTranslationRef } from '../../translation';
import { Sparkline } from '../Sparkline';

/** The mean level of pipelines by day. @internal */
export const LevelTrend = (props: {
  /** Whose. */
  name: string;
  trend: readonly LevelDay[];
  /** How many levels there are. */
  top: number;
  width?: number;
}) => {
  const { name, top, trend, width = 84 } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const values = levelTrend(trend);
  const known = values.flatMap(({ value }) => value ?? []);
  if (known.length < 2) {
    return <small>{t('scorecards.matrix.noTrend')}</small>;
  }
  return (
    <Sparkline
      values={values}
      min={0}
      max={top}
      width={width}
      label={t('scorecards.matrix.trendLabel', {
        owner: name,
        from: known[0].toFixed(1),
        to: known.at(-1)!.toFixed(1),
        top: String(top),
      })}
    />
  );
};
