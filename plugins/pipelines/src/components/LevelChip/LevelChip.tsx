import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToneChip } from '@sluice/plugin-pipelines-react';
import { levelLook } from '../../scorecards/looks';
import { scorecardsTranslationRef } from '../../translation';

/** A level by its name, with a shape for where it stands among all. @internal */
export const LevelChip = (props: {
  /** Undefined below the first one. */
  level: string | undefined;
  /** Names of all levels, the lowest first. */
  levels: readonly string[];
  /** Where there is no room to say below what. */
  isShort?: boolean;
}) => {
  const { isShort = false, level, levels } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  return (
    <ToneChip {...levelLook(level, levels)}>
      {level ??
        (levels[0] && !isShort
          ? t('scorecards.noLevel', { level: levels[0] })
          : t('scorecards.noLevelShort'))}
    </ToneChip>
  );
};
